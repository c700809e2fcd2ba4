package dev.handrail.target.postgres;

import dev.handrail.runbook.Reading;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the operator's own questions: rows are fetched in portions, the first are kept, the rest is counted. */
record Asking(Session session, Statement statement) {
    static final int KEPT_ROWS = 10_000;
    /** Beyond it, counting is given up: {@code total} then says at least so many, and fact {@code more} is true. */
    static final int COUNTED_ROWS = 1_000_000;

    private static final int KEPT_CHARACTERS = 32 << 20;
    private static final int PORTION = 1_000;

    Reading ask(Values values) throws SQLException {
        long begin = System.nanoTime();
        try (PreparedStatement asking = session.connection().prepareStatement(statement.sql())) {
            Binding.bind(asking, statement, values);
            asking.setFetchSize(PORTION);
            asking.setMaxRows(COUNTED_ROWS + 1);
            boolean rows = asking.execute();
            Reading reading = rows ? read(asking.getResultSet()) : nothing();
            return reading.fact("ms", (System.nanoTime() - begin) / 1_000_000);
        }
    }

    static Reading nothing() {
        return Reading.rows(List.of(), List.of());
    }

    static Reading read(ResultSet result) throws SQLException {
        List<String> columns = Cells.names(result);
        Cells cells = new Cells(result);
        List<List<@Nullable Object>> kept = new ArrayList<>();
        long total = 0;
        long characters = 0;
        while (result.next()) {
            total++;
            if (kept.size() < KEPT_ROWS && characters < KEPT_CHARACTERS) {
                List<@Nullable Object> row = cells.row();
                characters += row.stream().mapToLong(Asking::characters).sum();
                kept.add(row);
            }
        }
        Reading reading = new Reading(columns, kept, Math.min(total, COUNTED_ROWS), Map.of());
        return total > COUNTED_ROWS ? reading.fact("more", true) : reading;
    }

    private static long characters(@Nullable Object cell) {
        return cell instanceof String text ? text.length() : 8;
    }
}
