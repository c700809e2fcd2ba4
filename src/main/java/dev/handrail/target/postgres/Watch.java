package dev.handrail.target.postgres;

import dev.handrail.runbook.Execution;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches one effect's statements from beside: passes notices on, ends them on request, sees who blocks them. */
final class Watch implements AutoCloseable {
    private static final long TICK_MS = 150;
    /** Looks in a row at a session that no longer works, although its answer has not come: the connection is cut. */
    private static final int GONE = 5;

    private final Observer observer;
    private final Session session;
    private final Execution execution;
    private final Duration lockTimeout;
    private final Notices notices;
    private volatile boolean ending;
    private volatile @Nullable PreparedStatement running;
    private volatile @Nullable String blockers;

    Watch(Observer observer, Session session, Execution execution, Duration lockTimeout) {
        this.observer = observer;
        this.session = session;
        this.execution = execution;
        this.lockTimeout = lockTimeout;
        this.notices = new Notices(execution);
    }

    /** Ends the statement that runs, and every later one as soon as it is seen to run. */
    void end() {
        ending = true;
        cancel();
    }

    boolean ended() {
        return ending;
    }

    /** Who was seen to hold the lock that was waited for last. */
    Optional<String> blockers() {
        return Optional.ofNullable(blockers);
    }

    Look over(PreparedStatement statement) {
        running = statement;
        blockers = null;
        mustGoOn();
        return new Look(statement, observer.timer());
    }

    /** @throws Ended where the work was asked to end */
    void mustGoOn() {
        if (ending) {
            throw new Ended();
        }
    }

    private void cancel() {
        PreparedStatement now = running;
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
    }

    /** Thrown where the work was to end before its next statement was sent. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The watch over one statement. */
    final class Look implements AutoCloseable {
        private final PreparedStatement statement;
        private final ScheduledFuture<?> ticks;
        private final long begin = System.nanoTime();
        private long lookedAt;
        private int looksGone;

        private Look(PreparedStatement statement, ScheduledThreadPoolExecutor timer) {
            this.statement = statement;
            this.ticks = timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        }

        private void tick() {
            notices.take(statement);
            if (ending) {
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
            return since < 3_000 ? early : since < 60_000 ? 1_000 : 5_000;
        }

        private void look() {
            Optional<Observer.Sight> sight = observer.of(session);
            if (sight.isEmpty()) {
                return;
            }
            String seen = sight.get().blockers();
            if (!seen.isEmpty() && !seen.equals(blockers)) {
                execution.said("waiting for a lock held by " + seen);
            }
            blockers = seen.isEmpty() ? blockers : seen;
            looksGone = sight.get().gone() ? looksGone + 1 : 0;
            if (looksGone >= GONE) {
                session.abort();
            }
        }

        @Override
        public void close() {
            ticks.cancel(false);
            running = null;
            notices.take(statement);
            notices.rest();
        }
    }
}
