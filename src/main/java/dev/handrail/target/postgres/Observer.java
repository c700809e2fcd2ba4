package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** A second session, opened only when a statement takes its time: looks at the one that works. */
final class Observer implements AutoCloseable {
    private static final String SEEN = """
            select w.state, w.state_change::text, b.pid, b.application_name, b.state,
                   pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - b.xact_start)::text
            from pg_catalog.pg_stat_activity w
            left join lateral pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.pid)) blocker on true
            left join pg_catalog.pg_stat_activity b on b.pid = blocker
            where w.pid = ? and w.backend_start = ?::timestamptz""";

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Login login;
    private @Nullable Session session;
    private @Nullable ScheduledThreadPoolExecutor timer;
    /** Since when no server answered, as System.nanoTime; null: one does. */
    private @Nullable Long silentSince;

    Observer(Login login) {
        this.login = login;
    }

    synchronized ScheduledThreadPoolExecutor timer() {
        if (timer == null) {
            timer = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "watch over " + login.address().database());
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
        }
        return timer;
    }

    /** What is seen of a session that works; empty where looking itself failed. */
    synchronized Optional<Sight> of(Session working) {
        try (PreparedStatement asking = session().connection().prepareStatement(SEEN)) {
            asking.setInt(1, working.pid());
            asking.setString(2, working.since());
            String state = null;
            String since = null;
            List<String> blockers = new ArrayList<>();
            try (ResultSet row = asking.executeQuery()) {
                while (row.next()) {
                    state = String.valueOf(row.getString(1));
                    since = row.getString(2);
                    if (row.getString(3) != null) {
                        blockers.add(told(row));
                    }
                }
            }
            silentSince = null;
            return Optional.of(new Sight(state, since, String.join("; ", blockers)));
        } catch (SQLException e) {
            unseen(e);
        } catch (Problem e) {
            unseen(e.getCause());
        }
        return Optional.empty(); // it only adds to what the working session says itself
    }

    private void unseen(@Nullable Throwable cause) {
        close(session);
        boolean answered = cause instanceof SQLException e && SqlStates.saidByServer(e);
        silentSince = answered ? null : silentSince == null ? Long.valueOf(System.nanoTime()) : silentSince;
    }

    /** How long no server has answered at all; zero where one does, be it with a refusal. */
    synchronized Duration silent() {
        return silentSince == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - silentSince);
    }

    /** Where the slowest replica is; empty where this user may not see it. */
    synchronized Optional<Replicas.Seen> replicas() throws SQLException {
        String query = """
                select pg_catalog.count(*) = pg_catalog.count(state),
                       coalesce(pg_catalog.max(extract(epoch from replay_lag)), 0),
                       pg_catalog.pg_current_wal_lsn() - '0/0'::pg_lsn,
                       coalesce(pg_catalog.min(replay_lsn), pg_catalog.pg_current_wal_lsn()) - '0/0'::pg_lsn
                from pg_catalog.pg_stat_replication""";
        try (PreparedStatement asking = session().connection().prepareStatement(query);
                ResultSet row = asking.executeQuery()) {
            row.next();
            Duration told = Duration.ofMillis((long) (row.getDouble(2) * 1000));
            return row.getBoolean(1)
                    ? Optional.of(new Replicas.Seen(told, row.getLong(3), row.getLong(4)))
                    : Optional.empty();
        }
    }

    /**
     * A working session as another one sees it.
     *
     * @param state as in pg_stat_activity; null: it is not there
     * @param since when it came into that state
     * @param blockers pid, application, state and age of those who hold what it waits for; empty: it does not wait
     */
    record Sight(@Nullable String state, @Nullable String since, String blockers) {
        boolean gone() {
            return state == null || state.startsWith("idle");
        }
    }

    private static String told(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        String name = row.getString(4);
        if (name != null && !name.isEmpty()) {
            parts.add(name);
        }
        if (row.getString(5) != null) {
            parts.add(row.getString(5));
        }
        if (row.getString(6) != null) {
            parts.add("for " + row.getString(6));
        }
        return "pid " + row.getString(3) + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    private Session session() throws SQLException {
        if (session == null || session.closed()) {
            session = Session.open(login.address(), null, login.named("watching"));
            session.patience(SILENCE);
        }
        return session;
    }

    private void close(@Nullable Session old) {
        if (old != null) {
            old.close();
        }
        session = null;
    }

    @Override
    public synchronized void close() {
        close(session);
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }
}
