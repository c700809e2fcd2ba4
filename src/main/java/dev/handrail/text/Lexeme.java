package dev.handrail.text;

import java.util.Locale;

/** Where the pieces of SQL text end. */
final class Lexeme {
    private Lexeme() {}

    /** The end of the piece that starts at {@code at}, or -1 where a quote or comment does not end. */
    static int end(String text, int at, CharSequence before) {
        char c = text.charAt(at);
        if (text.startsWith("--", at)) {
            int newline = text.indexOf('\n', at);
            return newline < 0 ? text.length() : newline;
        }
        if (text.startsWith("/*", at)) {
            return commentEnd(text, at);
        }
        if (c == '\'') {
            return quoteEnd(text, at, '\'', false);
        }
        if (c == '"') {
            return quoteEnd(text, at, '"', false);
        }
        if ((c == 'e' || c == 'E') && at + 1 < text.length() && text.charAt(at + 1) == '\'' && !inWord(before)) {
            return quoteEnd(text, at + 1, '\'', true);
        }
        if (c == '$' && !inWord(before)) {
            return dollarEnd(text, at);
        }
        if (Character.isLetter(c) || c == '_') {
            return wordEnd(text, at);
        }
        return at + 1;
    }

    private static int wordEnd(String text, int at) {
        int end = at + 1;
        while (end < text.length() && wordChar(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean wordChar(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static boolean inWord(CharSequence before) {
        return before.length() > 0 && wordChar(before.charAt(before.length() - 1));
    }

    private static int quoteEnd(String text, int at, char quote, boolean backslash) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (backslash && c == '\\') {
                i++;
            } else if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static int commentEnd(String text, int at) {
        int depth = 0;
        for (int i = at; i < text.length() - 1; i++) {
            if (text.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    /** The end of a dollar quote; a lone {@code $} or a parameter {@code $1} is a piece of its own. */
    private static int dollarEnd(String text, int at) {
        int tagEnd = at + 1;
        while (tagEnd < text.length() && wordChar(text.charAt(tagEnd)) && text.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        boolean tag = tagEnd < text.length()
                && text.charAt(tagEnd) == '$'
                && !(tagEnd > at + 1 && Character.isDigit(text.charAt(at + 1)));
        if (!tag) {
            return at + 1;
        }
        String marker = text.substring(at, tagEnd + 1);
        int close = text.indexOf(marker, tagEnd + 1);
        return close < 0 ? -1 : close + marker.length();
    }

    /** Inside BEGIN ATOMIC … END, semicolons do not end the statement; CASE … END nests. */
    static int atomicDepth(CharSequence bare, String piece, int depth) {
        String word = piece.toLowerCase(Locale.ROOT);
        if (word.equals("atomic") && bare.toString().toLowerCase(Locale.ROOT).matches("(?s).*\\bbegin\\s+atomic$")) {
            return depth + 1;
        }
        if (depth > 0 && word.equals("case")) {
            return depth + 1;
        }
        return depth > 0 && word.equals("end") ? depth - 1 : depth;
    }
}
