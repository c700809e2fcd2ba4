package dev.handrail.hazard.live;

import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.text.Durations;
import dev.handrail.text.Escape;
import java.time.Duration;

/** Another session, whose open transaction holds a lock on a table. */
public record Session(
        Relation table, long pid, String application, String person, String state, LockMode mode, Duration open) {
    /** For people: {@code process 812 (reporting, idle in transaction for 14m)}. */
    public String shown() {
        String who = application.isBlank() ? person : application;
        return "process " + pid + " (" + (who.isBlank() ? "" : Escape.line(who) + ", ")
                + (state.isBlank() ? "open" : state) + " for " + Durations.show(open) + ")";
    }
}
