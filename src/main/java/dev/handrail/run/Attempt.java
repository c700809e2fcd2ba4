package dev.handrail.run;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Blocker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt at a step's action ended.
 *
 * @param blockers the sessions that were in the way, where it failed for want of a lock
 */
record Attempt(Kind kind, String why, @Nullable Problem problem, long ms, List<Blocker> blockers) {
    enum Kind {
        DONE,
        SKIPPED,
        BY_HAND,
        BACK_OUT,
        QUIT,
        /** It does not fit into the maintenance window. */
        OUT_OF_TIME,
        /** No answer, or one that no longer fits. */
        UNDECIDED,
        FAILED,
        CANCELLED,
        UNKNOWN
    }

    static Attempt of(Kind kind, String why) {
        return new Attempt(kind, why, null, 0, List.of());
    }

    static Attempt of(Kind kind, Problem problem, long ms) {
        return new Attempt(kind, problem.what(), problem, ms, List.of());
    }

    Attempt blockedBy(List<Blocker> seen) {
        return new Attempt(kind, why, problem, ms, seen);
    }
}
