package dev.handrail.dsl;

import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Runbook;
import java.util.List;

/**
 * A runbook as it was read, and what is worth a second look in it.
 *
 * @param warnings by position; what is written is allowed all the same
 */
public record Loaded(Runbook runbook, List<Hazard> warnings) {
    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
