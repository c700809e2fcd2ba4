package dev.handrail.target.postgres;

/** The line of a statement that the server points at, with a caret below. */
final class Quotation {
    private static final int WIDEST = 120;

    private Quotation() {}

    /**
     * Two lines for people.
     *
     * @param text the whole statement
     * @param offset of the character that is pointed at, from 0
     * @param line the number that stands before it; 0: none
     */
    static String of(String text, int offset, int line) {
        int at = Math.min(offset, text.length());
        int from = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        int to = end < 0 ? text.length() : end;
        int first = Math.max(from, Math.min(at - WIDEST / 2, to - WIDEST));
        int last = Math.min(to, first + WIDEST);
        String before = first > from ? "…" : "";
        String shown = before + text.substring(first, last).stripTrailing() + (last < to ? "…" : "");
        String number = line == 0 ? "" : line + " ";
        String caret = (before.isEmpty() ? "" : " ") + text.substring(first, at).replaceAll("[^\t]", " ") + "^";
        return number + "| " + shown + "\n" + " ".repeat(number.length()) + "| " + caret;
    }
}
