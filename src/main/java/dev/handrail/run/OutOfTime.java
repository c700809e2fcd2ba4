package dev.handrail.run;

import dev.handrail.runbook.Step;

/**
 * A step that does not fit into the maintenance window any more, or a window that is not to be opened now.
 *
 * @param why in words, with the figures
 */
public record OutOfTime(Step step, String why) {
    /** What follows; {@code --on-window} takes these words. */
    public enum Then {
        STOP,
        ROLLBACK,
        CONTINUE
    }
}
