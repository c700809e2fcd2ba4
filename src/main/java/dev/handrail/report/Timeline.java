package dev.handrail.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When what happened in a run, by the wall clock.
 *
 * @param spans in the order in which they began
 * @param windows the stretches of maintenance
 */
public record Timeline(List<Span> spans, List<Window> windows) {
    /**
     * A step at work in one direction, once.
     *
     * @param planned when it was shown
     * @param decided when the last decision before its work was taken; null where there was none
     * @param ended null where the run stands in it
     * @param state as in {@code step.finished}; {@code paused} where the run ended in it; {@code open}
     */
    public record Span(
            String step,
            String phase,
            Instant planned,
            @Nullable Instant decided,
            @Nullable Instant ended,
            String state) {}

    /** The site out of service; {@code closed} is null while it is. */
    public record Window(Instant opened, @Nullable Instant closed) {}
}
