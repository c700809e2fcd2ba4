package dev.handrail.text;

/**
 * How far nested comments were read.
 *
 * @param at behind the last end, or the text's end
 * @param depth how many are open there
 */
public record Nesting(int at, int depth) {
    /** Reads on from {@code from}, where {@code depth} comments are open, until none is. */
    public static Nesting in(String text, int from, int depth) {
        int open = depth;
        for (int i = from; i < text.length() - 1; i++) {
            if (text.startsWith("/*", i)) {
                open++;
                i++;
            } else if (text.startsWith("*/", i)) {
                open--;
                i++;
                if (open == 0) {
                    return new Nesting(i + 1, 0);
                }
            }
        }
        return new Nesting(text.length(), open);
    }
}
