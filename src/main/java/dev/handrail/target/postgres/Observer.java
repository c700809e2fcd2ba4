package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Progress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** A second session, opened only when a statement takes its time: looks at the one that works. */
final class Observer implements AutoCloseable {
    private static final String SEEN = """
            select w.state, w.state_change::text from pg_catalog.pg_stat_activity w
            where w.pid = ? and w.backend_start = ?::timestamptz""";

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Login login;
    private @Nullable Session session;
    private @Nullable ScheduledThreadPoolExecutor timer;
    /** Since when no server answered, as System.nanoTime; null: one does. */
    private @Nullable Long silentSince;

    private List<Integer> heard = List.of();
    /** When sessions in the way were told to let go. */
    private final Map<String, Long> cancelled = new HashMap<>();

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
            Sight sight = new Sight(null, null, List.of(), Optional.empty());
            try (ResultSet row = asking.executeQuery()) {
                if (row.next()) {
                    sight = sight(working, String.valueOf(row.getString(1)), row.getString(2));
                }
            }
            silentSince = null;
            return Optional.of(sight);
        } catch (SQLException e) {
            unseen(e);
        } catch (Problem e) {
            unseen(e.getCause());
        }
        return Optional.empty(); // it only adds to what the working session says itself
    }

    private Sight sight(Session working, String state, @Nullable String since) throws SQLException {
        List<Blocker> blockers = Blockers.of(session(), working.pid());
        return new Sight(
                state,
                since,
                blockers,
                blockers.isEmpty() ? ServerProgress.of(session(), working.pid()) : Optional.empty());
    }

    /** True where these were not the ones in the way the last time: each try of one statement meets the same. */
    synchronized boolean unheard(List<Integer> pids) {
        boolean other = !pids.equals(heard);
        heard = pids;
        return other;
    }

    /** Ends a session that blocks one of ours: its statement first; how it was done; empty where it was not. */
    synchronized Optional<String> end(Session blocked, Blocker blocker) {
        try {
            long now = System.nanoTime();
            Long told = cancelled.putIfAbsent(blocker.consent(), now);
            boolean gently = told == null && !blocker.shown().contains("idle in transaction");
            if (told != null && now - told < Blockers.GENTLE) {
                return Optional.empty();
            }
            String how = gently ? "cancelled the statement of" : "ended";
            return Blockers.end(session(), blocker, blocked.pid(), gently) ? Optional.of(how) : Optional.empty();
        } catch (SQLException | Problem e) {
            return Optional.empty(); // the wait ends by itself, and the failure names who is in the way
        }
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

    /** How many other sessions of this database are at work; empty where this user may not see it. */
    synchronized OptionalInt active() throws SQLException {
        String query = """
                select pg_catalog.count(*) = pg_catalog.count(state),
                       pg_catalog.count(*) filter (where state operator(pg_catalog.=) 'active'
                           and not pg_catalog.starts_with(application_name, 'handrail/'))
                from pg_catalog.pg_stat_activity
                where coalesce(backend_type, 'client backend') = 'client backend'
                  and datname = pg_catalog.current_database()""";
        try (PreparedStatement asking = session().connection().prepareStatement(query);
                ResultSet row = asking.executeQuery()) {
            row.next();
            return row.getBoolean(1) ? OptionalInt.of(row.getInt(2)) : OptionalInt.empty();
        }
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
     * @param blockers those who hold what it waits for; empty: it does not wait
     * @param progress how far the server says that its statement is
     */
    record Sight(@Nullable String state, @Nullable String since, List<Blocker> blockers, Optional<Progress> progress) {
        boolean gone() {
            return state == null || state.startsWith("idle");
        }
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
