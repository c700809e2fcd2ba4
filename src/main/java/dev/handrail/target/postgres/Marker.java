package dev.handrail.target.postgres;

import dev.handrail.runbook.Execution;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The row that is there exactly when an attempt's transaction is. */
record Marker(Execution execution) {
    private static final String WRITE = """
            insert into handrail.marker as m (run, step, phase, effect, attempt, xid, head)
            values (?, ?, ?, ?, ?, pg_catalog.pg_current_xact_id(), ?)
            on conflict (run, step, phase, effect) do update
            set attempt = excluded.attempt, xid = excluded.xid, head = excluded.head, cursor = null, at = excluded.at
            where m.attempt < excluded.attempt""";

    /**
     * False where this attempt, or a later one, is there already: then the work must not be done again.
     *
     * @param behind goes along in the same message
     */
    boolean write(Session session, String behind) throws SQLException {
        try (PreparedStatement writing = session.connection().prepareStatement(WRITE + behind)) {
            writing.setString(1, execution.run());
            writing.setString(2, execution.step());
            writing.setString(3, execution.phase());
            writing.setString(4, execution.effect());
            writing.setInt(5, execution.attempt());
            writing.setString(6, execution.head());
            writing.execute();
            return writing.getUpdateCount() == 1;
        }
    }
}
