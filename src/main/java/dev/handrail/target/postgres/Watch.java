package dev.handrail.target.postgres;

import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Watches one effect's statements from beside: passes notices on, ends them on request, sees who blocks them. */
final class Watch implements AutoCloseable {
    private static final long TICK_MS = 150;
    /** Looks in a row at a session that no longer works, although its answer has not come: the connection is cut. */
    private static final int GONE = 5;
    /** And for so long: an answer may still be on its way through a slow network. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(3);
    /** A statement may work for hours while nobody else gets in; only a silence as long as this means a dead network. */
    private static final Duration DEAD = Duration.ofMinutes(10);
    /** At the commit: what became of it is asked on a new connection, again and again if need be. */
    private static final Duration DEAD_AT_COMMIT = Duration.ofMinutes(1);

    private final Observer observer;
    private final Execution execution;
    private final Duration lockTimeout;
    private final Notices notices;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Statement running;
    private volatile @Nullable Session copying;
    private final Clearing clearing;
    private long since = System.nanoTime();
    private volatile List<Blocker> blockers = List.of();

    Watch(Observer observer, Execution execution, Duration lockTimeout) {
        this.observer = observer;
        this.execution = execution;
        this.lockTimeout = lockTimeout;
        this.notices = new Notices(execution);
        this.clearing = new Clearing(observer, execution);
    }

    /** Ends the statement that runs, and every later one as soon as it is seen to run. */
    void end() {
        end.countDown();
        cancel();
    }

    boolean ended() {
        return end.getCount() == 0;
    }

    /** Who was seen to hold the lock that was waited for last. */
    List<Blocker> blockers() {
        return blockers;
    }

    /** Whose sessions were ended because they were in the way. */
    List<String> cleared() {
        return clearing.ended();
    }

    /** The first lines that the server said. */
    List<String> said() {
        return notices.kept();
    }

    /** True where the statement that was watched last took as long as it may: before that no time limit has ended it. */
    boolean tookLong(Envelope envelope) {
        Duration limit = envelope.statementTimeout();
        return limit != null && System.nanoTime() - since >= limit.toNanos();
    }

    /** The watch over a statement that is sent next on {@code session}. */
    Look over(Session session, Statement statement) {
        running = statement;
        blockers = List.of();
        since = System.nanoTime();
        mustGoOn();
        return new Look(session, statement, DEAD, observer.timer());
    }

    /** The watch over a copy that is sent next on {@code session}: it is ended between two portions, and by the server. */
    Look overCopy(Session session) {
        running = null;
        copying = session;
        blockers = List.of();
        since = System.nanoTime();
        mustGoOn();
        return new Look(session, null, DEAD, observer.timer());
    }

    /** The watch over the commit that is sent next: it can't be ended any more, only its answer be given up. */
    Look overCommit(Session session) {
        running = null;
        blockers = List.of();
        since = System.nanoTime();
        return new Look(session, null, DEAD_AT_COMMIT, observer.timer());
    }

    /** @throws Ended where the work was asked to end */
    void mustGoOn() {
        if (ended()) {
            throw new Ended();
        }
    }

    /** Waits, unless the work is to end. */
    void pause(Duration time) throws Ended {
        try {
            if (!time.isZero() && end.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Ended();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended();
        }
    }

    private void cancel() {
        Statement now = running;
        Session rows = copying;
        if (rows != null) {
            rows.cancel();
        }
        try {
            if (now != null) {
                now.cancel();
            }
        } catch (SQLException e) {
            // the next tick tries again
        }
    }

    /** Nothing may be ended any more: the commit is sent next. */
    @Override
    public void close() {
        running = null;
        copying = null;
    }

    /** Thrown where the work was to end before its next statement was sent. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The watch over one statement. */
    final class Look implements AutoCloseable {
        private final Session session;
        private final @Nullable Statement statement;
        private final Duration dead;
        private final ScheduledFuture<?> ticks;
        private final long begin = System.nanoTime();
        private long lookedAt;
        private @Nullable String goneSince;
        private int looksGone;
        private long firstGone;

        private Look(Session session, @Nullable Statement statement, Duration dead, ScheduledThreadPoolExecutor timer) {
            this.session = session;
            this.statement = statement;
            this.dead = dead;
            this.ticks = timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        }

        private void tick() {
            notices();
            if (ended()) {
                cancel();
            }
            long since = (System.nanoTime() - begin) / 1_000_000;
            if (since - lookedAt >= pace(since)) {
                lookedAt = since;
                look();
            }
        }

        /** Soon enough to see who blocks before the lock timeout ends the wait; seldom while a statement just works. */
        private long pace(long since) {
            long early = Math.min(400, lockTimeout.toMillis() / 3);
            return since < 3_000 ? early : since < 600_000 ? 1_000 : 5_000;
        }

        private void look() {
            Optional<Observer.Sight> sight = observer.of(session);
            if (sight.isEmpty()) {
                if (observer.silent().compareTo(dead) >= 0) {
                    session.abort();
                }
                return;
            }
            waits(sight.get().blockers());
            sight.get().progress().ifPresent(execution::progress);
            if (gone(sight.get())) {
                session.abort();
            }
        }

        private void waits(List<Blocker> seen) {
            if (seen.isEmpty()) {
                return;
            }
            String who = seen.stream().map(Blocker::shown).collect(Collectors.joining("; "));
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            execution.progress(new Progress(seconds, 0, "s", "waits for a lock", "held by " + who));
            boolean others = !pids(seen).equals(pids(blockers));
            blockers = seen;
            if (others && observer.unheard(pids(seen))) {
                execution.said("waiting for a lock held by " + who);
            }
            clearing.look(session, seen);
        }

        private static List<Integer> pids(List<Blocker> seen) {
            return seen.stream().map(Blocker::pid).toList();
        }

        /** Between two portions of an answer a session does not work either, but not always since the same moment. */
        private boolean gone(Observer.Sight sight) {
            boolean still = sight.gone() && Objects.equals(sight.since(), goneSince);
            goneSince = sight.since();
            looksGone = still ? looksGone + 1 : 0;
            firstGone = still ? firstGone : System.nanoTime();
            return looksGone >= GONE && System.nanoTime() - firstGone >= ON_ITS_WAY.toNanos();
        }

        private void notices() {
            if (statement != null) {
                notices.take(statement);
            }
        }

        @Override
        public void close() {
            ticks.cancel(false);
            running = null;
            copying = null;
            notices();
            notices.rest();
        }
    }
}
