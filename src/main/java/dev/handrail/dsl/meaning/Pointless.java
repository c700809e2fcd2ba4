package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Expectation.Baseline;
import java.util.Set;

/** Checks that could tell nothing, because they can only hold, or only fail. */
record Pointless(Reading reading) {
    /** Judged before the moment just before the step. */
    private static final Set<String> EARLY = Set.of("require", "when");

    void refuse(Call said, Check check) {
        refuseCount(said, check);
        if (EARLY.contains(said.word())
                && (check.baseline() == Baseline.STEP || check.question().since() == Baseline.STEP)) {
            tell(
                    said,
                    "'" + said.word() + "' is judged before the step, so it can't compare with just before the step",
                    "compare with before the run, e.g. unchanged(since: 'run'), or write it as check");
        }
    }

    private void refuseCount(Call said, Check check) {
        if (!Counts.counts(check.question())) {
            return;
        }
        if (Counts.holdsAlways(check)) {
            tell(
                    said,
                    "this check can't fail: a count is always one row, and never below 0",
                    "write what it must be: expect 0, or expect atLeast(1)");
        } else if (Counts.failsAlways(check)) {
            tell(
                    said,
                    "this check can't hold: a count is always one row, also where it counts nothing",
                    "write expect 0, or ask for the rows themselves");
        }
    }

    private void tell(Call said, String what, String fix) {
        reading.mistake(Code.POINTLESS, what, said.site().word(), fix);
    }
}
