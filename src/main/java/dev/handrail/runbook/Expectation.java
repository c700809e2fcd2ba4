package dev.handrail.runbook;

import org.jspecify.annotations.Nullable;

/** The answer that is expected of a question. */
public interface Expectation {
    /** As the author wrote it: {@code at most 5}. */
    String show();

    /**
     * Judges what was read.
     *
     * @param before what was read before the step, or before the run; null unless {@link #baseline()} asks for it
     * @throws dev.handrail.problem.Problem where the reading can't be judged at all, e.g. text against a number
     */
    Opinion judge(Reading now, @Nullable Reading before, Targets targets);

    /** Against which earlier moment it compares. */
    default Baseline baseline() {
        return Baseline.NONE;
    }

    /** When the reading to compare with is taken. */
    enum Baseline {
        NONE,
        STEP,
        RUN
    }

    /**
     * Whether the expectation holds, and what was seen.
     *
     * @param seen for people: {@code 3, expected 0}
     */
    record Opinion(boolean holds, String seen) {
        public static Opinion of(boolean holds, Object seen) {
            return new Opinion(holds, String.valueOf(seen));
        }
    }
}
