package dev.handrail.run;

import dev.handrail.runbook.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a maintenance window may last: its length, and no longer than the hours in which it was opened. */
record WindowTime(Runbook.About about) {
    /** Counted from its opening; empty where nothing bounds it. A window opened outside of its hours has its length. */
    Optional<Duration> from(Instant opened) {
        Duration length = about.window();
        if (length == null || about.between() == null) {
            return Optional.ofNullable(length);
        }
        Duration hours = Hours.of(about.between()).left(opened);
        return Optional.of(hours.isZero() || hours.compareTo(length) > 0 ? length : hours);
    }
}
