package dev.handrail.run;

import dev.handrail.runbook.Reading;
import dev.handrail.text.RowTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a reading that go on record where a check does not pass: the first few, so that a journal stays small. */
final class Shown {
    static final int ROWS = 20;
    private static final int COLUMNS = 12;
    private static final int CELL = 2_000;

    private Shown() {}

    /** Null where a single value, which the verdict says already, or no row was read. */
    static @Nullable RowTable of(Reading read) {
        boolean said =
                read.isScalar() || read.rows().isEmpty() || read.columns().isEmpty();
        if (said) {
            return null;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells(read.columns()));
        read.rows().stream().limit(ROWS).forEach(row -> rows.add(cells(row)));
        return new RowTable(rows, read.total());
    }

    private static List<String> cells(List<? extends @Nullable Object> row) {
        List<String> cells = new ArrayList<>();
        for (Object value : row.subList(0, Math.min(row.size(), COLUMNS))) {
            String text = value instanceof BigDecimal exact
                    ? exact.toPlainString()
                    : RowTable.written(value == null ? null : value.toString());
            cells.add(text.length() <= CELL ? text : text.substring(0, CELL));
        }
        if (row.size() > COLUMNS) {
            cells.add("… " + (row.size() - COLUMNS) + " more");
        }
        return cells;
    }
}
