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

/**
 * One of the operator's own questions. The end of its transaction is sent with it, so that a short answer costs one round
 * trip; a longer one is asked for again and fetched in portions: the first rows are kept, the rest is counted.
 */
record Asking(Session session, Statement statement) {
    static final int KEPT_ROWS = 10_000;
    /** Beyond it, counting is given up: {@code total} then says at least so many, and fact {@code more} is true. */
    static final int COUNTED_ROWS = 1_000_000;

    private static final int KEPT_CHARACTERS = 32 << 20;
    private static final int PORTION = 1_000;
    /** On a line of its own: the question may end with a comment. */
    private static final String END = "\n;rollback";

    /** The transaction of a question that was answered is over; of one that was not, it is to be rolled back. */
    Reading ask(Values values) throws SQLException {
        Reading atOnce = ask(values, statement.sql() + END, 0, PORTION + 1);
        return atOnce.total() <= PORTION ? atOnce : ask(values, statement.sql(), PORTION, COUNTED_ROWS + 1);
    }

    private Reading ask(Values values, String sql, int portion, int most) throws SQLException {
        long begin = System.nanoTime();
        try (PreparedStatement asking = session.connection().prepareStatement(sql)) {
            Binding.bind(asking, statement, values);
            asking.setFetchSize(portion);
            asking.setMaxRows(most);
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
