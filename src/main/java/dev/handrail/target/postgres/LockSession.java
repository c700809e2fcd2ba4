package dev.handrail.target.postgres;

import dev.handrail.runbook.Guard.Holder;
import dev.handrail.text.Durations;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The session that holds a lock, and nothing else: direct, READ COMMITTED, never in a transaction. It gives a sign of
 * life every few seconds, so that others see that its holder lives, and nothing between us takes it for abandoned.
 */
final class LockSession implements AutoCloseable {
    private static final String SETTINGS = """
            set default_transaction_isolation to 'read committed'; set statement_timeout to '10s';
            set tcp_keepalives_idle to 5; set tcp_keepalives_interval to 1; set tcp_keepalives_count to 4;
            select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings
            where name in ('idle_in_transaction_session_timeout', 'idle_session_timeout')""";

    /** Locks are seen in every database of the cluster: whoever could not reach the maintenance database is here too. */
    private static final String OTHERS = """
            select l.pid, a.application_name, a.query, a.backend_start::text,
                   extract(epoch from pg_catalog.clock_timestamp() - a.state_change)
            from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.pid <> pg_catalog.pg_backend_pid()
              and l.classid = ((%1$d::bigint >> 32) & 4294967295)::oid and l.objid = (%1$d::bigint & 4294967295)::oid""";

    private static final String PROCESS = "select pg_catalog.pg_backend_pid()";
    private static final long BEAT_SECONDS = 5;
    /** Longer than the statement timeout that it sets itself; then nobody is there. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private final Session session;
    private final long key;
    private final ScheduledExecutorService beating;
    /** Behind every query, because others see the last one. */
    private String note = "";
    /** Asked before each effect: the server reads it once. */
    private @Nullable PreparedStatement question;

    private LockSession(Session session, long key) {
        this.session = session;
        this.key = key;
        this.beating = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "handrail-lock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws dev.handrail.problem.Problem exit 7 where it can't be opened */
    static LockSession open(Login login, long key) throws SQLException {
        Session session = Session.open(login.address(), null, login.named("lock"));
        try (Statement setting = session.connection().createStatement()) {
            setting.execute(SETTINGS);
            session.patience(SILENCE);
            return new LockSession(session, key);
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    Session session() {
        return session;
    }

    /** True where something between us and the server answers in its name, as poolers do. */
    boolean pooled() {
        return session.connection().getBackendPID() != session.pid();
    }

    /** Whether the session that took the lock still answers: one cheap round trip. */
    synchronized boolean answers() throws SQLException {
        PreparedStatement asking = question;
        if (asking == null) {
            asking = session.connection().prepareStatement(PROCESS + note);
            question = asking;
        }
        try (ResultSet row = asking.executeQuery()) {
            row.next();
            return row.getInt(1) == pid();
        }
    }

    /** The server's process that answers now; behind a transaction pooler it changes, or is another client's too. */
    int process() throws SQLException {
        return number(PROCESS);
    }

    int pid() {
        return session.pid();
    }

    synchronized boolean tryLock(Holder holder) throws SQLException {
        note = " " + HolderNote.comment(holder);
        boolean taken = truth("select pg_catalog.pg_try_advisory_lock(" + key + ")");
        if (taken) {
            beating.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        }
        return taken;
    }

    private void beat() {
        try {
            process();
        } catch (SQLException e) {
            session.close(); // whoever verifies the lock sees that it is lost
        }
    }

    /** Somebody else who holds the same lock. */
    synchronized Optional<Other> other() throws SQLException {
        try (Statement asking = session.connection().createStatement();
                ResultSet row = asking.executeQuery(OTHERS.formatted(key) + note)) {
            return row.next()
                    ? Optional.of(new Other(
                            row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                    : Optional.empty();
        }
    }

    /** Gives the lock back at once: a session that is only closed may hold it for some milliseconds more. */
    @Override
    public void close() {
        beating.shutdownNow();
        try {
            truth("select pg_catalog.pg_advisory_unlock(" + key + ")");
        } catch (SQLException e) {
            // the session's end gives it back
        }
        session.close();
    }

    private synchronized boolean truth(String query) throws SQLException {
        try (Statement asking = session.connection().createStatement();
                ResultSet row = asking.executeQuery(query + note)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private synchronized int number(String query) throws SQLException {
        try (Statement asking = session.connection().createStatement();
                ResultSet row = asking.executeQuery(query + note)) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * The holder's session; the texts are null where this user may not see them.
     *
     * @param silent seconds since its last sign of life
     */
    record Other(
            int pid,
            @Nullable String name,
            @Nullable String query,
            @Nullable String since,
            @Nullable String silent) {
        private static final Duration LATE = Duration.ofSeconds(3 * BEAT_SECONDS);

        /** Whether its holder lives, for people; empty where that can't be seen. */
        String alive() {
            if (silent == null) {
                return "";
            }
            Duration time = Duration.ofSeconds(Math.max(0, new BigDecimal(silent).longValue()));
            return time.compareTo(LATE) <= 0
                    ? ", alive " + Durations.show(time) + " ago"
                    : ", silent for " + Durations.show(time) + ": its machine may be gone";
        }
    }
}
