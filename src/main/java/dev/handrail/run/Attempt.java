package dev.handrail.run;

import dev.handrail.problem.Problem;
import org.jspecify.annotations.Nullable;

/** How one attempt at a step's action ended. */
record Attempt(Kind kind, String why, @Nullable Problem problem, long ms) {
    enum Kind {
        DONE,
        SKIPPED,
        BY_HAND,
        BACK_OUT,
        QUIT,
        /** No answer, or one that no longer fits. */
        UNDECIDED,
        FAILED,
        CANCELLED,
        UNKNOWN
    }

    static Attempt of(Kind kind, String why) {
        return new Attempt(kind, why, null, 0);
    }

    static Attempt of(Kind kind, Problem problem, long ms) {
        return new Attempt(kind, problem.what(), problem, ms);
    }
}
