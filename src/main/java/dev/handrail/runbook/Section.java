package dev.handrail.runbook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that belong together.
 *
 * @param after how long after the run is done it is due; null: at once, or with the section before it
 */
public record Section(
        String id,
        String title,
        List<Step> steps,
        List<String> notes,
        @Nullable Duration after) {
    public Section {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }
}
