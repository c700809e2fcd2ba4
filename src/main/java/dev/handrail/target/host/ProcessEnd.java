package dev.handrail.target.host;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Process;
import java.util.Map;

/** Judges how a program ended. */
record ProcessEnd(Process effect, Execution execution, Errand.End end, Captured captured) {
    private static final String LOOK = "look at what it changes, then resume and say whether it was done";

    Outcome judge() {
        int exit = end.exit();
        if (exit == effect.expectedExit()) {
            Outcome outcome = Outcome.DONE.fact("exit", Integer.toString(exit)).fact("log", end.log());
            return effect.capture() == null ? outcome : capturing(outcome, effect.capture());
        }
        String program = effect.argv().get(0).show();
        if (execution.cancelled()) {
            String reason = execution.cancelReason();
            throw EffectFailure.unknown(
                    program + " was ended before it was done" + (reason.isBlank() ? "" : ": " + reason),
                    "",
                    end.last(),
                    LOOK);
        }
        throw EffectFailure.failed(
                program + " ended with exit status " + exit + signal(exit)
                        + (effect.expectedExit() == 0 ? "" : ", expected " + effect.expectedExit()),
                "",
                end.last(),
                "everything it said is in logs/" + end.log()
                        + " of the run; put right what it complains about, then resume");
    }

    private Outcome capturing(Outcome outcome, String name) {
        if (captured.cut()) {
            throw EffectFailure.failed(
                    "the output to be captured as '" + name + "' is longer than 1,048,576 characters",
                    "",
                    "the program itself ended well",
                    "let it print only the value; then mark this step done by hand, or resume to run it again");
        }
        return outcome.capturing(Map.of(name, captured.trimmed()), Map.of());
    }

    private static String signal(int exit) {
        return switch (exit) {
            case 137 -> " (killed; the system may have been out of memory)";
            case 143 -> " (ended by a signal from outside)";
            default -> "";
        };
    }
}
