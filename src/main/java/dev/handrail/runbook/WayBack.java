package dev.handrail.runbook;

import java.util.function.Function;

/** How a step is taken back. */
public sealed interface WayBack {
    /** Nothing has to be taken back, and why. */
    record Nothing(String why) implements WayBack {}

    /** There is none of the action's own: the author gives one or the step stays as it is. */
    record None() implements WayBack {}

    /** It can't be taken back, in the author's words. */
    record Irreversible(String why) implements WayBack {}

    /**
     * By an action made from what was done.
     *
     * @param ceiling the highest risk it can have
     */
    record By(String shown, Risk ceiling, Function<Done, Action> action) implements WayBack {}
}
