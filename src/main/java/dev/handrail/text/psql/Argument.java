package dev.handrail.text.psql;

/**
 * One argument of a command of psql's.
 *
 * @param computed a value from outside is in it
 * @param index where it starts
 * @param tail how many characters at its end were not quoted
 */
record Argument(String text, boolean computed, int index, int tail) {
    /** Without the semicolons that people write behind a file's name. */
    String withoutSemicolons() {
        String left = text;
        for (int i = 0; i < tail && left.endsWith(";"); i++) {
            left = left.substring(0, left.length() - 1);
        }
        return left;
    }
}
