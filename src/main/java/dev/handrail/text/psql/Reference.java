package dev.handrail.text.psql;

import org.jspecify.annotations.Nullable;

/**
 * A variable asked for in text: {@code :name}, {@code :'name'}, {@code :"name"} or {@code :{?name}}.
 *
 * @param end behind it
 */
record Reference(Kind kind, String name, int end) {
    enum Kind {
        PLAIN,
        LITERAL,
        NAME,
        TEST
    }

    /** What the colon at {@code at} begins; null where it is no variable. */
    static @Nullable Reference at(String text, int at) {
        if (at + 1 == text.length()) {
            return null;
        }
        return switch (text.charAt(at + 1)) {
            case '\'' -> closed(text, at, 2, "'", Kind.LITERAL);
            case '"' -> closed(text, at, 2, "\"", Kind.NAME);
            case '{' -> text.startsWith("?", at + 2) ? closed(text, at, 3, "}", Kind.TEST) : null;
            default -> closed(text, at, 1, "", Kind.PLAIN);
        };
    }

    private static @Nullable Reference closed(String text, int at, int skip, String close, Kind kind) {
        int end = at + skip;
        while (end < text.length() && Variables.part(text.charAt(end))) {
            end++;
        }
        boolean found = end > at + skip && text.startsWith(close, end);
        return found ? new Reference(kind, text.substring(at + skip, end), end + close.length()) : null;
    }
}
