package dev.handrail.target.postgres;

import dev.handrail.runbook.Batches;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.text.Durations;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks a table in small transactions; each carries the cursor, so what is committed and what is not is never mixed up. */
final class Batching {
    private static final int CONFLICTS = 3;
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Effects effects;
    private final Batches batches;
    private final Execution execution;
    private final Observer observer;
    private final Failures failures;
    private long rows;
    private long number;
    private long total;

    Batching(Effects effects, Observer observer, Batches batches, Execution execution) {
        this.effects = effects;
        this.observer = observer;
        this.batches = batches;
        this.execution = execution;
        this.failures = new Failures(effects.login(), execution, batches.envelope());
    }

    /** @param total about how many rows there are to change; 0: not known */
    Outcome perform(long total) {
        this.total = total;
        Replicas replicas = new Replicas(observer, batches, execution);
        replicas.mustBeSeen();
        Transaction first = effects.begin(batches.envelope(), execution);
        try (Watch watch = new Watch(observer, execution, batches.envelope().lockTimeout())) {
            execution.onCancel(watch::end);
            execution.started(withoutXid(first));
            walk(first, watch, replicas);
            return Outcome.counted("rows", rows).count("batches", number);
        } catch (Watch.Ended e) {
            throw EffectFailure.cancelled(execution.cancelReason() + "; " + committed());
        } finally {
            first.session().rollBack();
        }
    }

    /** Every batch has a transaction of its own: the walk is found by its session, and proven by its cursor. */
    private static Map<String, String> withoutXid(Transaction first) {
        Map<String, String> facts = first.facts();
        facts.remove("xid");
        return facts;
    }

    private void walk(Transaction first, Watch watch, Replicas replicas) {
        String cursor = null;
        Transaction next = first;
        do {
            cursor = batch(next, watch, cursor);
            execution.progress(new Progress(rows, Math.max(total, rows), "rows", batches.table()));
            if (cursor != null) {
                watch.pause(batches.pause());
                replicas.await(watch);
                watch.mustGoOn();
                next = effects.begin(batches.envelope(), execution);
            }
        } while (cursor != null);
    }

    private @Nullable String batch(Transaction transaction, Watch watch, @Nullable String cursor) {
        Transaction now = transaction;
        for (int tries = 1; ; tries++) {
            try {
                return once(now, watch, cursor);
            } catch (SQLException e) {
                now.session().rollBack();
                Duration pause = pause(e, tries);
                if (pause == null) {
                    throw failures.failed(e, null, watch, committed());
                }
                execution.said("batch " + (number + 1) + " is tried again in " + Durations.show(pause) + ": "
                        + SqlStates.inWords(e));
                watch.pause(pause);
                now = effects.begin(batches.envelope(), execution);
            }
        }
    }

    /** How long to pause before a batch is tried once more; null: it has failed. */
    private @Nullable Duration pause(SQLException e, int tries) {
        if (SqlStates.conflict(e)) {
            return tries < CONFLICTS ? Duration.ofMillis(200L * tries) : null;
        }
        List<Duration> pauses = batches.envelope().pauses();
        boolean blocked = SqlStates.of(e).equals(SqlStates.LOCK_TIMEOUT);
        return blocked && tries <= pauses.size() ? pauses.get(tries - 1) : null;
    }

    private @Nullable String once(Transaction transaction, Watch watch, @Nullable String expected) throws SQLException {
        Session session = transaction.session();
        Cursor mark = new Cursor(execution);
        Cursor.State state = mark.find(session);
        String cursor = number == 0 ? begin(session, mark, state) : same(state, expected);
        Batch.Done done;
        try (Statement sending = session.connection().createStatement()) {
            Duration timeout = batches.envelope().statementTimeout();
            session.patience(timeout == null ? null : timeout.plus(LATE));
            try (Watch.Look look = watch.over(session, sending)) {
                done = new Batch(batches, execution).run(sending, cursor);
            }
            session.ownPatience();
        }
        session.connection().commit();
        rows += done.rows();
        number++;
        return done.cursor();
    }

    private @Nullable String begin(Session session, Cursor mark, Cursor.State state) throws SQLException {
        if (state.goesOn()) {
            execution.said("goes on behind " + batches.key() + " " + state.cursor());
            return state.cursor();
        }
        if (state.attempt() >= execution.attempt() && !state.takenBack()) {
            throw failures.doneAlready();
        }
        mark.start(session);
        return null;
    }

    private @Nullable String same(Cursor.State state, @Nullable String expected) {
        if (expected == null || !expected.equals(state.cursor())) {
            throw EffectFailure.unknown(
                    "somebody else moves the cursor of this walk",
                    effects.login().address().shown(),
                    "handrail.marker says " + state.cursor() + ", this walk is at " + expected,
                    "see whether the run goes on in another process (handrail status)");
        }
        return expected;
    }

    private String committed() {
        return String.format(
                Locale.ROOT,
                "%,d rows in %,d batches are committed and stay; resume goes on behind the last one.",
                rows,
                number);
    }
}
