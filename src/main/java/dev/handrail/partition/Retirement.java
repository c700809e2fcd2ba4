package dev.handrail.partition;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/** Which partitions are past what is kept, oldest first. Never all of them: a table keeps one. */
final class Retirement {
    private Retirement() {}

    static List<Existing> of(Parent parent, PartitionAction action, ZonedDateTime now, boolean othersCome) {
        if (action.keep() == null) {
            return List.of();
        }
        Instant oldest = Period.of(action.by(), now)
                .around(action.keep(), 0)
                .get(0)
                .start()
                .toInstant();
        List<Existing> attached = parent.attached();
        List<Existing> past =
                attached.stream().filter(e -> !e.bounds().to().isAfter(oldest)).toList();
        boolean last = past.size() == attached.size() && !othersCome;
        return last && !past.isEmpty() ? past.subList(0, past.size() - 1) : past;
    }
}
