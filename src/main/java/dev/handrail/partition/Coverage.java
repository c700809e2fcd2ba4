package dev.handrail.partition;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Which periods must have a partition, and which of them have none.
 *
 * @param wanted oldest first
 * @param missing those of them that no partition holds
 */
record Coverage(List<Period> wanted, List<Period> missing) {
    /**
     * @param now on the wall clock of the axis
     * @throws dev.handrail.problem.Problem where partitions that are there hold parts of a period only
     */
    static Coverage of(Parent parent, PartitionAction action, ZonedDateTime now) {
        List<Period> wanted = Period.of(action.by(), now).around(action.behind(), action.ahead());
        List<Bounds> there = parent.attached().stream().map(Existing::bounds).toList();
        List<Period> missing = new ArrayList<>();
        for (Period period : wanted) {
            if (!period.bounds().coveredBy(there)) {
                refuseOverlaps(parent, period);
                missing.add(period);
            }
        }
        return new Coverage(wanted, missing);
    }

    private static void refuseOverlaps(Parent parent, Period period) {
        for (Existing existing : parent.partitions()) {
            if (!existing.bounds().overlaps(period.bounds())) {
                continue;
            }
            String bounds = shown(parent, existing, period.start().getZone());
            throw existing.detaching()
                    ? Fitting.refused(
                            existing.qualified() + " is half detached, and " + period.shown() + " needs it",
                            "a concurrent detach of it was interrupted: its rows are not seen through "
                                    + parent.qualified(),
                            "finish the detach and attach it again, outside a transaction each: alter table "
                                    + parent.qualified() + " detach partition " + existing.qualified()
                                    + " finalize; alter table " + parent.qualified() + " attach partition "
                                    + existing.qualified() + " " + existing.bound())
                    : Fitting.refused(
                            existing.qualified() + " holds a part of " + period.shown() + " only",
                            "it goes " + bounds + "; " + period.shown() + " goes from "
                                    + parent.axis().written(period.start()) + " to "
                                    + parent.axis().written(period.end()),
                            "set by and zone as the table's partitions have them, or create what is missing between"
                                    + " them with sql");
        }
    }

    private static String shown(Parent parent, Existing existing, ZoneId zone) {
        return "from " + shown(parent, existing.bounds().from(), zone) + " to "
                + shown(parent, existing.bounds().to(), zone);
    }

    private static String shown(Parent parent, Instant bound, ZoneId zone) {
        return bound.equals(Instant.MIN) || bound.equals(Instant.MAX)
                ? "no bound"
                : parent.axis().written(bound.atZone(zone));
    }
}
