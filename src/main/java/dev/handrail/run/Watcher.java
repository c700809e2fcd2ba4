package dev.handrail.run;

import dev.handrail.journal.Entry;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.List;

/** A screen: sees what happens, decides nothing. */
public interface Watcher {
    Watcher NONE = new Watcher() {};

    default void recorded(Entry entry) {}

    /** A step comes up; {@code number} counts from 1. */
    default void comesUp(Step step, String phase, int number, int total) {}

    /** How long the step that came up should take. */
    default void expects(Step step, Duration time) {}

    default void performs(Step step, Effect effect) {}

    default void progress(Step step, Progress progress) {}

    default void said(Step step, String line) {}

    /** Before the first step back: in what order, how long about, and what stays. */
    default void goesBack(List<String> overview) {}

    /** On the way back: what a step did is left as it is. */
    default void stays(Step step, String why) {}
}
