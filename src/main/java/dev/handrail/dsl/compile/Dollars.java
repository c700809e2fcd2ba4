package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Source;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a {@code $} between double quotes that begins no value, as in {@code "$.id"} or {@code "do $$"}, before the parser
 * does: it would print what only its makers understand, and tell of a place beside it.
 */
final class Dollars {
    private final String text;
    private int at;
    private @Nullable String open;
    private boolean again;

    private Dollars(String text) {
        this.text = text;
    }

    /** Tells of the first in each text, and gives the text that can be read on for further mistakes: with another sign in its place. */
    static String told(Source source, Reporter reporter) {
        Dollars dollars = new Dollars(source.text());
        StringBuilder readable = new StringBuilder(source.text());
        for (int place = dollars.next(); place >= 0; place = dollars.next()) {
            readable.setCharAt(place, '_');
            if (dollars.again) {
                continue; // one is enough for one text
            }
            reporter.add(
                    Code.SYNTAX,
                    "a $ between double quotes begins a value, as in \"${release}\"",
                    dollars.span(place),
                    "put '…' or '''…''' around the text instead, or write \\$ for the sign itself");
        }
        return readable.toString();
    }

    private Span span(int place) {
        int line = (int) text.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
        return new Span(line, place - text.lastIndexOf('\n', place - 1), 1);
    }

    /** The next one; -1 where there is none. */
    private int next() {
        while (at < text.length()) {
            String before = open;
            int found = before == null ? outside() : within(before, true);
            again = before != null;
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }

    /** Over what is no text between double quotes. */
    private int outside() {
        if (text.startsWith("//", at)) {
            at = behind("\n", at);
        } else if (text.startsWith("/*", at)) {
            at = behind("*/", at + 2);
        } else if (text.startsWith("~/", at)) {
            at += 2;
            within("/", false);
        } else {
            String quote = quote();
            at += quote.isEmpty() ? 1 : quote.length();
            return quote.isEmpty() ? -1 : within(quote, quote.charAt(0) == '"');
        }
        return -1;
    }

    private String quote() {
        return Stream.of("'''", "\"\"\"", "'", "\"")
                .filter(q -> text.startsWith(q, at))
                .findFirst()
                .orElse("");
    }

    private int behind(String end, int from) {
        int there = text.indexOf(end, from);
        return there < 0 ? text.length() : there + end.length();
    }

    /** The first lone dollar from here to the end of the text: it is gone on from there. Else -1, and behind the text. */
    private int within(String quote, boolean values) {
        open = null;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (text.startsWith(quote, at)) {
                at += quote.length();
                return -1;
            } else if (c == '\n' && quote.length() < 3) {
                return -1; // it does not end: that is told elsewhere
            } else if (values && text.startsWith("${", at)) {
                value();
            } else if (values && c == '$' && !begins(at + 1)) {
                open = quote;
                return at++;
            }
        }
        return -1;
    }

    private boolean begins(int place) {
        return place < text.length()
                && Character.isJavaIdentifierStart(text.charAt(place))
                && text.charAt(place) != '$';
    }

    /** To the } of a value, whatever texts and blocks are in it. */
    private void value() {
        int depth = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0 && c == '}') {
                return;
            }
        }
    }
}
