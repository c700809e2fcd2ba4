package dev.handrail.backup;

import dev.handrail.runbook.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which backups stay: those younger than an age, or the newest so many. Exactly one is given. */
public record Keep(@Nullable Duration age, @Nullable Integer count) {
    /**
     * The backups that are past it, newest first.
     *
     * @param others of the same database by the same step, without the one that is made now
     * @param wholeComes the one that is made now holds the whole database; where it does not, the newest other stays
     */
    List<Manifest> past(List<Manifest> others, boolean wholeComes, Instant now) {
        List<Manifest> newestFirst = others.stream()
                .sorted(Comparator.comparing(Manifest::at).reversed())
                .toList();
        int stay = Math.max(wholeComes ? 0 : 1, count == null ? 0 : count - 1);
        return newestFirst.stream()
                .skip(stay)
                .filter(backup -> age == null || backup.at().isBefore(now.minus(age)))
                .toList();
    }
}
