package dev.handrail.target.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sessions of ours that nobody listens to any more. Pid and start together are never another session's; a name may be
 * anybody's, so no session is ended for its name.
 */
record Orphans(Session session) {
    private static final String LOOK = """
            select case when a.backend_start = ?::timestamptz then 'STAYS'
                        when a.backend_start is null and pg_catalog.starts_with(a.application_name, ?) then 'HIDDEN'
                        else 'GONE' end
            from pg_catalog.pg_stat_activity a where a.pid = ?""";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** What became of a session. */
    enum End {
        GONE,
        /** Still there after ten seconds. */
        STAYS,
        /** One of the same name is there, of a user whose sessions this one may neither see nor end. */
        HIDDEN
    }

    /** Ends the session that an effect's facts name. */
    boolean end(Map<String, String> facts) throws SQLException {
        return end(facts, "handrail/") == End.GONE;
    }

    /** @param name what the session's name begins with, for where nothing more can be seen of it */
    End end(Map<String, String> facts, String name) throws SQLException {
        String pid = facts.get("pid");
        String since = facts.get("backend");
        if (pid == null || since == null) {
            return End.GONE;
        }
        long begin = System.nanoTime();
        boolean told = false;
        while (true) {
            End seen = seen(Integer.parseInt(pid), since, name);
            if (seen == End.GONE || System.nanoTime() - begin > PATIENCE) {
                return seen;
            }
            if (seen == End.STAYS && !told) {
                terminate(Integer.parseInt(pid));
                told = true;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private End seen(int pid, String since, String name) throws SQLException {
        try (PreparedStatement asking = session.connection().prepareStatement(LOOK)) {
            asking.setString(1, since);
            asking.setString(2, name);
            asking.setInt(3, pid);
            try (ResultSet row = asking.executeQuery()) {
                return row.next() ? End.valueOf(row.getString(1)) : End.GONE;
            }
        }
    }

    private void terminate(int pid) throws SQLException {
        try (PreparedStatement ending =
                session.connection().prepareStatement("select pg_catalog.pg_terminate_backend(?)")) {
            ending.setInt(1, pid);
            ending.execute();
        }
    }
}
