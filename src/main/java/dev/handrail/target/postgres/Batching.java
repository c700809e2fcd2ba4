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
    private static final int PASSES = 3;
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Effects effects;
    private final Batches batches;
    private final Execution execution;
    private final Observer observer;
    private final Failures failures;
    private long rows;
    private long number;
    private long still;
    private long total;
    private int pass = 1;
    /** No batch of this walk is committed yet. */
    private boolean fresh = true;

    private Duration rest = Duration.ZERO;
    private final Tempo tempo;

    Batching(Effects effects, Observer observer, Batches batches, Execution execution) {
        this.effects = effects;
        this.observer = observer;
        this.batches = batches;
        this.execution = execution;
        this.failures = new Failures(effects.login(), execution, batches.envelope());
        this.tempo = new Tempo(batches, execution);
    }

    /** @param total about how many rows there are to change; 0: not known */
    Outcome perform(long total) {
        this.total = total;
        Others others = new Others(
                new Replicas(observer, batches, execution), new Company(observer, batches, execution), execution);
        others.mustBeSeen();
        Transaction first = effects.begin(batches.envelope(), execution);
        try (Watch watch = new Watch(observer, execution, batches.envelope().lockTimeout())) {
            execution.onCancel(watch::end);
            execution.started(withoutXid(first));
            walk(first, watch, others);
            for (long left = left(watch); left > 0; left = left(watch)) {
                again(left);
                walk(effects.begin(batches.envelope(), execution), watch, others);
            }
            return Outcome.counted("rows", rows).count("batches", number);
        } catch (Watch.Ended e) {
            throw EffectFailure.cancelled(execution.cancelReason() + "; " + committed());
        } finally {
            first.session().rollBack();
        }
    }

    /** How many rows are left, where that says something; 0 too where a changed row still meets the condition. */
    private long left(Watch watch) {
        if (batches.where() == null || (still > 0 && still == rows)) {
            return 0;
        }
        watch.mustGoOn();
        execution.progress(
                new Progress(rows, Math.max(total, rows), "rows", batches.table(), "proves that none is left"));
        long left = new Remaining(effects, batches, execution).count(watch, failures, this::committed);
        if (left > 0 && still > 0) {
            execution.said(
                    left + " rows meet the condition: changed rows still do, so whether some are left is not known");
            return 0;
        }
        return left;
    }

    private void again(long left) {
        if (pass == PASSES) {
            throw EffectFailure.failed(
                    String.format(
                            Locale.ROOT,
                            "%,d rows of %s meet the condition after %d walks",
                            left,
                            batches.table(),
                            pass),
                    effects.login().address().shown(),
                    "somebody goes on writing such rows\n" + committed(),
                    "let what writes them (the application, a trigger, a default) set the value itself, then retry");
        }
        pass++;
        total = rows + left;
        execution.said(String.format(Locale.ROOT, "%,d rows appeared meanwhile: walk %d begins", left, pass));
    }

    /** Every batch has a transaction of its own: the walk is found by its session, and proven by its cursor. */
    private static Map<String, String> withoutXid(Transaction first) {
        Map<String, String> facts = first.facts();
        facts.remove("xid");
        return facts;
    }

    private void walk(Transaction first, Watch watch, Others others) {
        String cursor = null;
        Transaction next = first;
        fresh = true;
        do {
            cursor = batch(next, watch, cursor);
            execution.progress(new Progress(rows, Math.max(total, rows), "rows", batches.table(), note()));
            if (cursor != null) {
                watch.pause(rest.compareTo(batches.pause()) > 0 ? rest : batches.pause());
                others.await(watch, () -> committed());
                watch.mustGoOn();
                next = effects.begin(batches.envelope(), execution);
            }
        } while (cursor != null);
    }

    private String note() {
        return tempo.rows() == batches.rows() ? "" : String.format(Locale.ROOT, "batches of %,d", tempo.rows());
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
        String cursor = fresh ? begin(session, mark, state) : same(state, expected);
        long begin = System.nanoTime();
        Batch.Done done;
        try (Statement sending = session.connection().createStatement()) {
            Duration timeout = batches.envelope().statementTimeout();
            session.patience(timeout == null ? null : timeout.plus(LATE));
            try (Watch.Look look = watch.over(session, sending)) {
                done = new Batch(batches, execution, tempo.rows()).run(sending, cursor);
            }
            session.ownPatience();
        }
        session.connection().commit();
        rest = tempo.after(done.waiters(), Duration.ofNanos(System.nanoTime() - begin));
        rows += done.rows();
        still += done.still();
        number++;
        fresh = false;
        return done.cursor();
    }

    private @Nullable String begin(Session session, Cursor mark, Cursor.State state) throws SQLException {
        if (pass > 1) {
            mark.start(session);
            return null;
        }
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
