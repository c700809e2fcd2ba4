package dev.handrail.shell.query;

import dev.handrail.runbook.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An answer as psql shows it: a table, or each row as a block of lines. */
record Grid(Reading answer) {
    /** The lines, and the number of rows last. */
    List<String> lines(boolean expanded) {
        List<String> lines = new ArrayList<>(expanded ? blocks() : table());
        lines.add(count());
        return lines;
    }

    /** Columns that the table takes. */
    int width() {
        return IntStream.of(widths(rows())).map(w -> w + 3).sum() - 1;
    }

    private String count() {
        int shown = answer.rows().size();
        String all = answer.total() + (answer.fact("more").isPresent() ? "+" : "");
        if (shown < answer.total()) {
            return "(the first " + shown + " of " + all + " rows)";
        }
        return "(" + shown + (shown == 1 ? " row)" : " rows)");
    }

    private List<String> table() {
        List<List<Cell>> rows = rows();
        int[] widths = widths(rows);
        List<Cell> head = head();
        List<String> lines = new ArrayList<>();
        lines.add(line(head, i -> head.get(i).centred(widths[i])));
        lines.add(String.join(
                "+", IntStream.of(widths).mapToObj(w -> "-".repeat(w + 2)).toList()));
        rows.forEach(row -> lines.add(line(row, i -> row.get(i).in(widths[i]))));
        return lines;
    }

    private static String line(List<Cell> cells, Function<Integer, String> shown) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            parts.add(" " + shown.apply(i) + " ");
        }
        return String.join("|", parts).stripTrailing();
    }

    private List<String> blocks() {
        List<Cell> head = head();
        int widest = head.stream().mapToInt(Cell::width).max().orElse(0);
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (List<Cell> row : rows()) {
            lines.add("-[ RECORD " + ++number + " ]" + "-".repeat(Math.max(0, widest)));
            for (int i = 0; i < row.size(); i++) {
                lines.add(head.get(i).in(widest) + " | " + row.get(i).text());
            }
        }
        return lines;
    }

    private List<Cell> head() {
        return answer.columns().stream().map(Cell::of).toList();
    }

    private List<List<Cell>> rows() {
        return answer.rows().stream().map(Grid::cells).toList();
    }

    private static List<Cell> cells(List<@Nullable Object> row) {
        List<Cell> cells = new ArrayList<>();
        row.forEach(value -> cells.add(Cell.of(value)));
        return cells;
    }

    private int[] widths(List<List<Cell>> rows) {
        List<Cell> head = head();
        int[] widths = head.stream().mapToInt(Cell::width).toArray();
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
        }
        return widths;
    }
}
