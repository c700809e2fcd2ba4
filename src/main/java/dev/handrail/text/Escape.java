package dev.handrail.text;

/** Makes text from outside safe to show: nothing in it can move a cursor, change a colour or turn the reading order. */
public final class Escape {
    private Escape() {}

    /** {@code text} with every control, C1, bidirectional and zero-width character written as an escape; newlines stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** As {@link #lines}, with newlines and tabs written as {@code \n} and {@code \t}: always one line. */
    public static String line(String text) {
        return escaped(text, false);
    }

    private static String escaped(String text, boolean keepLines) {
        if (text.chars().noneMatch(c -> unsafe(c, keepLines))) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (!unsafe(c, keepLines)) {
                safe.append((char) c);
            } else if (c == '\n') {
                safe.append("\\n");
            } else if (c == '\t') {
                safe.append("\\t");
            } else if (c == '\r') {
                safe.append("\\r");
            } else {
                safe.append(c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c));
            }
        });
        return safe.toString();
    }

    private static boolean unsafe(int c, boolean keepLines) {
        if (c == '\n' || c == '\t') {
            return !keepLines;
        }
        return c < 0x20
                || (c >= 0x7f && c <= 0x9f)
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || c == 0xfeff
                || (c >= 0xfff9 && c <= 0xfffb)
                || c == 0xdb40 // starts every invisible tag character
                || c == 0x061c;
    }
}
