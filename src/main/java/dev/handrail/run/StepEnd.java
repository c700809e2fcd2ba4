package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Step;
import org.jspecify.annotations.Nullable;

/** How one step ended, as the loop needs it. */
record StepEnd(
        Kind kind, ExitCode exit, String why, @Nullable Problem problem) {
    enum Kind {
        GO_ON,
        PAUSE,
        BACK_OUT
    }

    static final StepEnd GO_ON = new StepEnd(Kind.GO_ON, ExitCode.DONE, "", null);

    static StepEnd pause(ExitCode exit, String why, @Nullable Problem problem) {
        return new StepEnd(Kind.PAUSE, exit, why, problem);
    }

    static StepEnd interrupted(Step next) {
        return pause(ExitCode.INTERRUPTED, "interrupted before " + next.id(), null);
    }

    static StepEnd backOut(String why, @Nullable Problem problem) {
        return new StepEnd(Kind.BACK_OUT, ExitCode.FAILED, why, problem);
    }
}
