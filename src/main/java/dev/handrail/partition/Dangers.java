package dev.handrail.partition;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.runbook.Hazard;
import java.util.ArrayList;
import java.util.List;

/** What can go wrong where partitions are created, however the table is partitioned. */
record Dangers(Table table, Model model) {
    List<Hazard> of(Creating creating) {
        List<Hazard> hazards = new ArrayList<>();
        Fallback fallback = table.fallback();
        if (fallback != null && !creating.displacing().isEmpty()) {
            moved(hazards, creating, fallback);
        }
        if (!creating.missing().isEmpty() && !model.unlike().isEmpty()) {
            hazards.add(Danger.PARTITION_UNLIKE.seen(
                    model.relation() + " has what new partitions don't get: " + String.join(", ", model.unlike()),
                    "give it to them with sql in a step behind this one"));
        }
        return hazards;
    }

    private void moved(List<Hazard> hazards, Creating creating, Fallback fallback) {
        String which = String.join(
                ", ", creating.displacing().stream().map(Wanted::shown).toList());
        hazards.add(Danger.ROWS_MOVED.seen(
                "until its partition is attached, new rows for " + which + " are refused"
                        + (creating.batches()
                                ? ", and those that are moved already are not seen through " + table.qualified()
                                : ""),
                "do it while nothing writes them; create partitions before rows come for them"));
        if (!fallback.deletions().isEmpty()) {
            hazards.add(Danger.MOVE_FIRES.seen(
                    "each row that is moved is deleted from " + fallback.qualified() + ", which fires "
                            + String.join(", ", fallback.deletions()),
                    "see what they do there; disable them on " + fallback.qualified() + " meanwhile"));
        }
    }
}
