package dev.handrail.text;

/** Makes text from outside safe to show: nothing in it can move a cursor, change a colour or turn the reading order. */
public final class Escape {
    private Escape() {}

    /**
     * {@code text} with every character written as an escape that is not to be seen or steers something: control, C1,
     * bidirectional, zero-width and tag characters, separators of lines, blank letters, halves of pairs. Newlines and
     * tabs stay.
     */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** As {@link #lines}, with newlines and tabs written as {@code \n} and {@code \t}: always one line. */
    public static String line(String text) {
        return escaped(text, false);
    }

    private static String escaped(String text, boolean keepLines) {
        if (plain(text) || text.codePoints().noneMatch(c -> unsafe(c, keepLines))) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (!unsafe(c, keepLines)) {
                safe.appendCodePoint(c);
            } else if (c == '\n') {
                safe.append("\\n");
            } else if (c == '\t') {
                safe.append("\\t");
            } else if (c == '\r') {
                safe.append("\\r");
            } else {
                safe.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            }
        });
        return safe.toString();
    }

    /** Nearly every text is nothing but what can be seen of ASCII. */
    private static boolean plain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < 0x20 || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean unsafe(int c, boolean keepLines) {
        if (c == '\n' || c == '\t') {
            return !keepLines;
        }
        return c < 0x20 || (c >= 0x7f && (c <= 0x9f || (c >= 0xad && unseen(c))));
    }

    private static boolean unseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> !numbering(c);
            default -> c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
        };
    }

    /** Signs before Arabic, Syriac and Kaithi numbers are formats by name alone: they are seen. */
    private static boolean numbering(int c) {
        return (c >= 0x600 && c <= 0x605)
                || c == 0x6dd
                || c == 0x70f
                || c == 0x890
                || c == 0x891
                || c == 0x8e2
                || c == 0x110bd
                || c == 0x110cd;
    }
}
