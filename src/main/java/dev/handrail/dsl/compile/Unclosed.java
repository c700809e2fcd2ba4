package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds, in a script that the parser could not read, the quote or bracket that does not end or was never begun. */
final class Unclosed {
    /** As in {@code the site's}. */
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})'(?=\\p{L})");

    private final String text;
    private final Reporter reporter;
    private final Deque<Integer> open = new ArrayDeque<>();
    /** The first bracket that is closed further left than it began: there one is probably missing. */
    private int suspect = -1;

    private Unclosed(String text, Reporter reporter) {
        this.text = text;
        this.reporter = reporter;
    }

    /** Tells it; false where every quote and bracket has its other half. */
    static boolean tell(Source source, Reporter reporter) {
        return new Unclosed(source.text(), reporter).search();
    }

    private boolean search() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = skipped(at);
            if (end == -1) {
                return quote(at);
            }
            if (end > at) {
                at = end;
                continue;
            }
            if ("({[".indexOf(c) >= 0) {
                open.push(at);
            } else if (")}]".indexOf(c) >= 0 && !closes(c, at)) {
                return surplus(at, c);
            }
            at++;
        }
        return !open.isEmpty() && bracket(suspect < 0 ? open.peek() : suspect);
    }

    private boolean closes(char c, int at) {
        if (open.isEmpty() || "({[".indexOf(text.charAt(open.peek())) != ")}]".indexOf(c)) {
            return false;
        }
        int opener = open.pop();
        if (suspect < 0 && startsLine(at) && indent(at) < indent(opener)) {
            suspect = opener;
        }
        return true;
    }

    private boolean startsLine(int at) {
        return text.substring(lineStart(at), at).isBlank();
    }

    private int indent(int at) {
        int start = lineStart(at);
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end - start;
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** The end of the comment or text that starts here; {@code at} where none does, -1 where it does not end. */
    private int skipped(int at) {
        if (text.startsWith("//", at) || at == 0 && text.startsWith("#!")) {
            int newline = text.indexOf('\n', at);
            return newline < 0 ? text.length() : newline;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return end < 0 ? -1 : end + 2;
        }
        if (text.startsWith("~/", at)) {
            int end = ended(at + 2, "/", false);
            return end < 0 ? at : end;
        }
        for (String quote : new String[] {"'''", "\"\"\"", "'", "\""}) {
            if (text.startsWith(quote, at)) {
                return ended(at + quote.length(), quote, quote.length() == 3);
            }
        }
        return at;
    }

    private int ended(int from, String quote, boolean lines) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\n' && !lines) {
                return -1;
            } else if (text.startsWith(quote, i)) {
                return i + quote.length();
            }
        }
        return -1;
    }

    private boolean quote(int at) {
        boolean comment = text.startsWith("/*", at);
        boolean lines = text.startsWith("'''", at) || text.startsWith("\"\"\"", at);
        Matcher within = APOSTROPHE.matcher(text.substring(lineStart(at), at + 1));
        if (!lines && !comment && within.find()) {
            tell(
                    Code.UNCLOSED_QUOTE,
                    "this quote ends the text too early",
                    lineStart(at) + within.start(),
                    "put \"…\" around text with ' in it, or write \\'");
            return true;
        }
        tell(
                Code.UNCLOSED_QUOTE,
                comment
                        ? "the comment that starts here does not end"
                        : "the text that starts here does not end" + (lines ? "" : " on its line"),
                at,
                comment
                        ? "end it with */"
                        : lines
                                ? "end it with " + text.substring(at, at + 3)
                                : "close the quote; text over several lines stands in ''' … '''");
        return true;
    }

    private boolean bracket(int at) {
        char c = text.charAt(at);
        tell(
                Code.UNCLOSED_BRACKET,
                "this " + c + " is never closed",
                at,
                "add the missing " + ")}]".charAt("({[".indexOf(c)));
        return true;
    }

    private boolean surplus(int at, char c) {
        String what = open.isEmpty()
                ? "this " + c + " closes nothing"
                : "this " + c + " closes the " + text.charAt(open.peek()) + " of line " + line(open.peek());
        tell(Code.UNCLOSED_BRACKET, what, at, "delete it, or add the bracket that is missing before it");
        return true;
    }

    private void tell(Code code, String what, int at, String fix) {
        reporter.add(code, what, new Span(line(at), at - lineStart(at) + 1, 1), fix);
    }

    private int line(int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }
}
