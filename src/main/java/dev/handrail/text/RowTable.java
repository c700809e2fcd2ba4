package dev.handrail.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read, as psql shows them.
 *
 * @param rows the first holds the columns' names; text as it was read, neither cut, masked nor escaped
 * @param total how many rows there are, where only the first are here
 */
public record RowTable(List<List<String>> rows, long total) {
    /** Columns beyond a screen are of no use on it. */
    private static final int CELL = 40;

    private static final String NULL = "NULL";

    /** As {@link #lines(int, UnaryOperator)}, of text that is masked already. */
    public List<String> lines(int width) {
        return lines(width, UnaryOperator.identity());
    }

    /**
     * Lines of at most {@code width} characters: the head, a rule, the rows, and how many there are.
     *
     * @param masked masks secrets, before anything is cut: half a secret is one too
     */
    public List<String> lines(int width, UnaryOperator<String> masked) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream().map(c -> cell(c, masked)).toList())
                .toList();
        int[] widths = widths(cells);
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            lines.add(cut(joined(row, widths), width));
            if (lines.size() == 1) {
                lines.add(cut(rule(widths), width));
            }
        }
        int shown = rows.size() - 1;
        lines.add(shown < total ? "(" + shown + " of " + total + " rows)" : "(" + total + plural(total) + ")");
        return lines;
    }

    /** How a value is written in a table: {@code NULL} for none. */
    public static String written(@Nullable String value) {
        return value == null ? NULL : value;
    }

    private static String plural(long rows) {
        return rows == 1 ? " row" : " rows";
    }

    private static String cell(String text, UnaryOperator<String> masked) {
        return cut(Escape.line(masked.apply(text)), CELL);
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(width - 2)) ? width - 2 : width - 1;
        return text.substring(0, end) + "…";
    }

    private static int[] widths(List<List<String>> cells) {
        int[] widths = new int[cells.get(0).size()];
        cells.forEach(row -> {
            for (int i = 0; i < Math.min(widths.length, row.size()); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return widths;
    }

    private static String joined(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Math.min(widths.length, row.size()); i++) {
            line.append(i == 0 ? " " : " | ").append(row.get(i));
            line.append(" ".repeat(widths[i] - row.get(i).length()));
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "-" : "-+-").append("-".repeat(widths[i]));
        }
        return line.toString();
    }
}
