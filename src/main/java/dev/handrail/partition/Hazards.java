package dev.handrail.partition;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.partition.PartitionAction.Retire;
import dev.handrail.runbook.Hazard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What can go wrong with partitions although every statement is right. */
record Hazards(Parent parent, PartitionAction action, Model model) {
    List<Hazard> of(Coverage coverage, List<Existing> past, Creating creating) {
        List<Hazard> hazards = new ArrayList<>(new Dangers(parent.table(), model).of(creating));
        if (parent.fallback() != null && !past.isEmpty() && action.retire() == Retire.DETACH) {
            hazards.add(Danger.DETACH_LOCKS.seen(
                    "a detach keeps everybody out of " + parent.qualified()
                            + " for a moment: with a default partition it can't be done concurrently",
                    "go without a default partition"));
        }
        gaps(hazards, coverage.missing().stream().map(Period::bounds).toList());
        past.forEach(old -> references(hazards, old));
        return hazards;
    }

    private void references(List<Hazard> hazards, Existing old) {
        List<String> by = new ArrayList<>(parent.referencedBy());
        if (action.retire() == Retire.DROP) {
            by.addAll(old.referencedBy());
        }
        if (!by.isEmpty()) {
            hazards.add(Danger.PARTITION_REFERENCED.seen(
                    "foreign keys of " + String.join(", ", by) + " point at " + old.qualified()
                            + ": PostgreSQL refuses to retire it while a row there is meant",
                    "retire or delete the rows that point at it first"));
        }
    }

    /** Holes between partitions, where rows would be refused. */
    private void gaps(List<Hazard> hazards, List<Bounds> coming) {
        List<Existing> attached = parent.attached();
        for (int i = 1; i < attached.size() && parent.fallback() == null; i++) {
            Instant end = attached.get(i - 1).bounds().to();
            Instant start = attached.get(i).bounds().from();
            if (end.isBefore(start) && !new Bounds(end, start).coveredBy(coming)) {
                hazards.add(Danger.PARTITION_GAP.seen(
                        "no partition holds what lies between "
                                + attached.get(i - 1).qualified() + " and "
                                + attached.get(i).qualified() + ": rows from " + shown(end) + " to " + shown(start)
                                + " are refused",
                        "raise behind, so that it is filled"));
            }
        }
    }

    private String shown(Instant bound) {
        return parent.axis().written(bound.atZone(parent.axis().zone(action.zone())));
    }
}
