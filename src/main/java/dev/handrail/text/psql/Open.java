package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.text.Lexeme;
import dev.handrail.text.Nesting;
import dev.handrail.text.Quoted;

/**
 * Quoted text or a comment whose end has not come yet.
 *
 * @param kind of its lexeme
 * @param closing what ends it: a quote, {@code E'}, a dollar quote's tag, {@code /*}
 * @param depth of nested comments
 * @param start where it began
 */
record Open(Lexeme.Kind kind, String closing, int depth, Position start) {
    static final String ESCAPED = "E'";
    private static final String COMMENT = "/*";

    /** What {@code text} leaves open from {@code at} on, where a lexeme without an end starts. */
    static Open at(String text, int at, Position here) {
        char c = text.charAt(at);
        if (c == '/') {
            return new Open(
                    Lexeme.Kind.COMMENT, COMMENT, Nesting.in(text, at, 0).depth(), here);
        }
        if (c == '"') {
            return new Open(Lexeme.Kind.NAME, "\"", 0, here);
        }
        if (c == '$') {
            return new Open(Lexeme.Kind.LITERAL, text.substring(at, text.indexOf('$', at + 1) + 1), 0, here);
        }
        return new Open(Lexeme.Kind.LITERAL, c == '\'' ? "'" : ESCAPED, 0, here);
    }

    /** Where it ends in {@code text}, read from {@code from} on; -1 where it does not. */
    int end(String text, int from) {
        if (closing.equals(COMMENT)) {
            Nesting nesting = Nesting.in(text, from, depth);
            return nesting.depth() == 0 ? nesting.at() : -1;
        }
        if (closing.equals(ESCAPED)) {
            return Quoted.escapedClose(text, from);
        }
        if (closing.startsWith("$")) {
            int close = text.indexOf(closing, from);
            return close < 0 ? -1 : close + closing.length();
        }
        return Quoted.close(text, from, closing.charAt(0));
    }

    /** Still open behind {@code text}. */
    Open after(String text, int from) {
        return closing.equals(COMMENT)
                ? new Open(kind, closing, Nesting.in(text, from, depth).depth(), start)
                : this;
    }
}
