package dev.handrail.runbook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that belong together.
 *
 * @param after how long after the sections before it this one is due; null: at once
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
