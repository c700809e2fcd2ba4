package dev.handrail.target.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sessions of ours that nobody listens to any more. Pid and start together are never another session's. */
record Orphans(Session session) {
    private static final String THERE =
            "select 1 from pg_catalog.pg_stat_activity where pid = ? and backend_start = ?::timestamptz";
    private static final String END = """
            select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity
            where pid = ? and backend_start = ?::timestamptz""";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * Ends the session that an effect's facts name.
     *
     * @return false where it is still there after ten seconds
     */
    boolean end(Map<String, String> facts) throws SQLException {
        String pid = facts.get("pid");
        String since = facts.get("backend");
        if (pid == null || since == null || !finds(END, pid, since)) {
            return true;
        }
        long begin = System.nanoTime();
        while (finds(THERE, pid, since)) {
            if (System.nanoTime() - begin > PATIENCE) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }

    private boolean finds(String query, String pid, String since) throws SQLException {
        try (PreparedStatement asking = session.connection().prepareStatement(query)) {
            asking.setInt(1, Integer.parseInt(pid));
            asking.setString(2, since);
            try (ResultSet row = asking.executeQuery()) {
                return row.next();
            }
        }
    }
}
