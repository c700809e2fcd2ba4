package dev.handrail.target.delegated;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Delegated;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Finding.Verdict;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Started;
import dev.handrail.target.host.Errand;
import dev.handrail.target.host.Output;
import java.util.List;
import java.util.function.Function;

/** Runs a team's migrator, and takes the history's word for what became of it. */
public final class DelegatedPerformer {
    private final Errand errand;
    private final Function<String, Database> databases;

    public DelegatedPerformer(Errand errand, Function<String, Database> databases) {
        this.errand = errand;
        this.databases = databases;
    }

    /**
     * Performs it.
     *
     * @throws EffectFailure failed or cancelled where the history is as it was; unknown where it moved on another way
     *     than planned, or can't be read: {@link #establish} then says how far it came
     */
    public Outcome perform(Delegated effect, Execution execution) {
        Database database = databases.apply(effect.database());
        asItWas(effect, database);
        Errand.End end = errand.run(
                effect.call(), execution, Expected.facts(effect), Sessions.environment(execution), Output.nowhere());
        Judged judged = new Judged(effect, execution, end);
        Logbook history;
        List<String> shown;
        try {
            if (end.exit() != 0) {
                judged.mustHaveEnded(new Sessions(database, effect.history()).left(execution));
            }
            history = effect.history().in(database);
            shown = history.applied(database);
        } catch (Problem unread) {
            throw judged.unread(unread);
        }
        return judged.outcome(history, shown, () -> history.broken(database));
    }

    /** What was agreed to goes by what the history showed: where that is not so any more nothing is begun. */
    private static void asItWas(Delegated effect, Database database) {
        Logbook history = effect.history().in(database);
        List<String> busy = history.busy(database);
        if (!busy.isEmpty()) {
            throw EffectFailure.failed(
                    "somebody else is changing the history of " + history.tool() + " now",
                    history.shown(),
                    String.join(", ", busy),
                    "wait for its end, then resume: what is left to do is planned anew");
        }
        List<String> now = history.applied(database);
        if (!Expected.of(effect).before(effect.before(), now)) {
            throw EffectFailure.failed(
                    "the history of " + history.tool() + " changed since the question was asked",
                    history.shown(),
                    "somebody else applied something, or took it back",
                    "resume: what is left to do is planned anew");
        }
    }

    /** How far it came, as the history shows once nothing of it is at work any more. */
    public Finding establish(Started started) {
        List<Long> pids = Sessions.patiently(() -> Errand.running(started));
        if (!pids.isEmpty()) {
            return unknown("it is still running, process " + pids.get(0) + "; wait for it or end it, then look again");
        }
        try {
            return shown(started);
        } catch (Problem unread) {
            return unknown("its history can't be read: " + unread.what());
        }
    }

    private Finding shown(Started started) {
        Expected expected = Expected.of(started.facts());
        Database database = databases.apply(started.target().name());
        Logbook history = expected.history().in(database);
        List<String> left = new Sessions(database, history).left(started);
        if (!left.isEmpty()) {
            return unknown("the server still works on it: " + String.join(", ", left)
                    + "; wait for it or end it, then look again");
        }
        int reached = expected.reached(history.applied(database));
        String how = history.shown() + " shows ";
        return reached < 0
                ? unknown(how + "neither what was there before nor what was planned")
                : reached == 0
                        ? new Finding(Verdict.NOT_APPLIED, how + "nothing of it")
                        : new Finding(
                                reached == expected.stages() ? Verdict.APPLIED : Verdict.PARTLY,
                                how + reached + " of " + expected.stages());
    }

    private static Finding unknown(String evidence) {
        return new Finding(Verdict.UNKNOWN, evidence);
    }
}
