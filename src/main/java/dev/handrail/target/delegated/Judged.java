package dev.handrail.target.delegated;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Delegated;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Outcome;
import dev.handrail.target.host.Errand;
import java.util.List;
import java.util.function.Supplier;

/** What a migrator's end means, given what the history shows after it. */
record Judged(Delegated effect, Execution execution, Errand.End end) {
    /** @param broken what was begun and did not end well; asked only where not all was done */
    Outcome outcome(Logbook history, List<String> shown, Supplier<List<String>> broken) {
        Expected expected = Expected.of(effect);
        int reached = expected.reached(shown);
        expected.beside(effect.before(), shown).forEach(execution::said);
        if (reached == expected.stages()) {
            return done(history);
        }
        String left = broken(broken);
        if (reached == 0 && execution.cancelled()) {
            throw EffectFailure.cancelled(
                    program() + " was ended before its history showed anything new" + left + reason());
        }
        if (reached == 0) {
            throw EffectFailure.failed(nothing() + left, history.shown(), end.last(), remedy());
        }
        throw EffectFailure.unknown(
                how() + ", and " + history.shown() + " shows "
                        + (reached < 0
                                ? "neither what was there before nor what was planned"
                                : reached + " of " + expected.stages() + " that were planned")
                        + left,
                history.shown(),
                end.last(),
                remedy());
    }

    private Outcome done(Logbook history) {
        if (end.exit() != 0) {
            execution.said(how() + ", but " + history.shown() + " shows all that was planned");
        }
        return Outcome.counted(
                        effect.back() ? "taken back" : "applied",
                        effect.stages().size())
                .fact("exit", Integer.toString(end.exit()))
                .fact("log", end.log())
                .fact("history", String.valueOf(history.table()));
    }

    private String nothing() {
        return end.exit() == 0
                ? how() + ", but its history in database " + effect.database()
                        + " is as it was: it may work on another database"
                : how() + ", and its history is as it was";
    }

    private static String broken(Supplier<List<String>> broken) {
        try {
            List<String> left = broken.get();
            return left.isEmpty() ? "" : "; begun and not ended well: " + String.join(", ", left);
        } catch (Problem unread) {
            return "";
        }
    }

    private String how() {
        return program()
                + (execution.cancelled()
                        ? " was ended before it was done" + reason()
                        : " ended with exit status " + end.exit() + signal());
    }

    private String signal() {
        return end.exit() > 128 && end.exit() < 160 ? " (signal " + (end.exit() - 128) + ")" : "";
    }

    private String reason() {
        return execution.cancelReason().isBlank() ? "" : ": " + execution.cancelReason();
    }

    private String program() {
        return effect.history().tool();
    }

    private String remedy() {
        return "everything it said is in logs/" + end.log()
                + " of the run; put right what it complains about, then resume: what is left to do is planned anew";
    }

    /** Its session may change the history still. */
    void mustHaveEnded(List<String> left) {
        if (!left.isEmpty()) {
            throw EffectFailure.unknown(
                    how() + ", and the server still works on it",
                    effect.history().shown(),
                    String.join(", ", left),
                    "wait for it, or end it: select pg_terminate_backend(PID); then resume");
        }
    }

    EffectFailure unread(Problem why) {
        return EffectFailure.unknown(
                how() + ", and its history can't be read",
                effect.history().shown(),
                why.what() + (why.why().isEmpty() ? "" : ": " + why.why()),
                why.remedy() + "; then resume");
    }
}
