package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Source;

/**
 * Finds a {@code $} between double quotes that begins no value, as in {@code "$.id"} or {@code "do $$"}, before the parser
 * does: it would print what only its makers understand, and tell of a place beside it.
 */
final class Dollars {
    private final String text;
    private int at;

    private Dollars(String text) {
        this.text = text;
    }

    /** Tells of each; false where there is none. */
    static boolean tell(Source source, Reporter reporter) {
        Dollars dollars = new Dollars(source.text());
        boolean told = false;
        for (int place = dollars.next(); place >= 0; place = dollars.next()) {
            told = true;
            reporter.add(
                    Code.SYNTAX,
                    "a $ between double quotes begins a value, as in \"${release}\"",
                    dollars.span(place),
                    "put '…' or '''…''' around the text instead, or write \\$ for the sign itself");
        }
        return told;
    }

    private Span span(int place) {
        int line = (int) text.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
        return new Span(line, place - text.lastIndexOf('\n', place - 1), 1);
    }

    /** The next one, behind which the search goes on after its text; -1 where there is none. */
    private int next() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                at = behind("\n", at);
            } else if (text.startsWith("/*", at)) {
                at = behind("*/", at + 2);
            } else if (text.startsWith("~/", at)) {
                within("/", 2, false);
            } else if (text.startsWith("'''", at)) {
                within("'''", 3, false);
            } else if (text.charAt(at) == '\'') {
                within("'", 1, false);
            } else if (text.charAt(at) == '"') {
                int found = text.startsWith("\"\"\"", at) ? within("\"\"\"", 3, true) : within("\"", 1, true);
                if (found >= 0) {
                    return found;
                }
            } else {
                at++;
            }
        }
        return -1;
    }

    private int behind(String end, int from) {
        int there = text.indexOf(end, from);
        return there < 0 ? text.length() : there + end.length();
    }

    /** Goes behind the text that begins here; the first lone dollar in it, or -1. */
    private int within(String quote, int length, boolean values) {
        int found = -1;
        for (at += length; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (text.startsWith(quote, at)) {
                at += quote.length();
                return found;
            } else if (c == '\n' && length < 3) {
                return -1; // it does not end: that is told elsewhere
            } else if (values && text.startsWith("${", at)) {
                value();
            } else if (values && c == '$' && !begins(at + 1) && found < 0) {
                found = at;
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
