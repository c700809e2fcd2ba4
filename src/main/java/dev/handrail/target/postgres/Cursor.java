package dev.handrail.target.postgres;

import dev.handrail.runbook.Execution;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The marker row of a walk in batches: where it is. */
record Cursor(Execution execution) {
    private static final String FIND = """
            select m.attempt, m.cursor, exists (select 1 from handrail.marker back
                   where back.run = m.run and back.step = m.step and back.phase = 'rollback' and m.phase = 'forward'
                     and back.at > m.at)
            from handrail.marker m where m.run = ? and m.step = ? and m.phase = ? and m.effect = ?
            for update of m""";

    private static final String START = """
            insert into handrail.marker (run, step, phase, effect, attempt, xid, head)
            values (?, ?, ?, ?, ?, pg_catalog.pg_current_xact_id(), ?)
            on conflict (run, step, phase, effect) do update
            set attempt = excluded.attempt, xid = excluded.xid, head = excluded.head, cursor = null, at = excluded.at""";

    /** Where the walk is; waits for an orphan of ours that is still at its last batch. */
    State find(Session session) throws SQLException {
        try (PreparedStatement asking = session.connection().prepareStatement(FIND)) {
            identify(asking);
            try (ResultSet row = asking.executeQuery()) {
                return row.next()
                        ? new State(row.getInt(1), row.getString(2), row.getBoolean(3))
                        : new State(0, null, false);
            }
        }
    }

    void start(Session session) throws SQLException {
        try (PreparedStatement writing = session.connection().prepareStatement(START)) {
            identify(writing);
            writing.setInt(5, execution.attempt());
            writing.setString(6, execution.head());
            writing.executeUpdate();
        }
    }

    private void identify(PreparedStatement statement) throws SQLException {
        statement.setString(1, execution.run());
        statement.setString(2, execution.step());
        statement.setString(3, execution.phase());
        statement.setString(4, execution.effect());
    }

    /**
     * @param attempt 0 where there is no row
     * @param cursor null: not started, or at its end
     * @param takenBack the step was rolled back after this walk
     */
    record State(int attempt, @Nullable String cursor, boolean takenBack) {
        /** True where the walk goes on behind its cursor; else it starts at the first key. */
        boolean goesOn() {
            return cursor != null && !takenBack;
        }
    }
}
