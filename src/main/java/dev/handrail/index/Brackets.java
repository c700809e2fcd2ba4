package dev.handrail.index;

import java.util.ArrayList;
import java.util.List;

/** Finds its way through SQL by brackets and quotes. */
final class Brackets {
    private Brackets() {}

    /** Where the bracket that opens at {@code open} closes; the end of the text where it does not. */
    static int close(String sql, int open) {
        int depth = 0;
        for (int at = open; at < sql.length(); at = next(sql, at)) {
            char c = sql.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return sql.length();
    }

    /** The parts between commas outside of brackets and quotes. */
    static List<String> split(String sql) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < sql.length(); at = next(sql, at)) {
            char c = sql.charAt(at);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(sql.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(sql.substring(start));
        return parts;
    }

    /** Where a word stands outside of brackets and quotes; -1 where it does not. */
    static int word(String sql, String word) {
        int depth = 0;
        for (int at = 0; at < sql.length(); at = next(sql, at)) {
            char c = sql.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean starts = at == 0 || !Character.isLetterOrDigit(sql.charAt(at - 1));
            if (depth == 0 && starts && sql.regionMatches(true, at, word, 0, word.length())) {
                return at;
            }
        }
        return -1;
    }

    /** In lower case, but for what stands in quotes. */
    static String lower(String sql) {
        StringBuilder lower = new StringBuilder();
        for (int at = 0; at < sql.length(); ) {
            int next = next(sql, at);
            String piece = sql.substring(at, next);
            lower.append(next > at + 1 ? piece : piece.toLowerCase(java.util.Locale.ROOT));
            at = next;
        }
        return lower.toString();
    }

    private static int next(String sql, int at) {
        char c = sql.charAt(at);
        if (c != '\'' && c != '"') {
            return at + 1;
        }
        int close = sql.indexOf(c, at + 1);
        return close < 0 ? sql.length() : close + 1;
    }
}
