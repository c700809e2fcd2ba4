package dev.handrail.run;

import java.util.List;
import java.util.Locale;

/**
 * Something that is not as it was when the run was last at work; going on all the same is a decision.
 *
 * @param what in words, one difference each
 */
public record Change(Kind kind, List<String> what) {
    /** What can differ; {@code --accept} takes these words. */
    public enum Kind {
        /** The script or a file that it names. */
        RUNBOOK,
        /** A value given with {@code --set}, or one that the runbook takes no more. */
        INPUTS,
        /** Another database or cache than before, or another server behind it. */
        TARGET,
        /** Somebody else was at work on the run. */
        OPERATOR,
        /** What was done no longer holds. */
        DRIFT,
        /** What a step would do is not what the plan file says. */
        PLAN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The option that accepts it. */
    public String option() {
        return "--accept " + kind.word() + "=REASON";
    }
}
