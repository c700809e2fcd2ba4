package dev.handrail.shell.out;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell; the last one takes what is left of the line and is cut there. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> head;

    public Table(String... head) {
        this.head = List.of(head);
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, none wider than {@code width}; the head in bold. */
    public List<Line> lines(int width) {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        rows.forEach(r -> all.add(r.stream().map(Console::line).toList()));
        int[] widths = widths(all);
        List<Line> lines = new ArrayList<>();
        for (List<String> row : all) {
            String text = text(row, widths, width);
            lines.add(lines.isEmpty() ? Line.of(text, Line.Look.BOLD) : Line.of(text));
        }
        return lines;
    }

    private static int[] widths(List<List<String>> all) {
        int[] widths = new int[all.get(0).size()];
        for (List<String> row : all) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String text(List<String> row, int[] widths, int width) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            text.append(row.get(i));
            if (i < row.size() - 1) {
                text.append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
            }
        }
        return cut(text.toString().stripTrailing(), width);
    }

    /** {@code text} in at most {@code width} characters; what is cut off is marked. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
    }
}
