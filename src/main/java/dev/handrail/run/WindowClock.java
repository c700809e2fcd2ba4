package dev.handrail.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long the maintenance window has been open. Of the wall clock and the monotonic one the longer counts: a clock
 * that was set back makes no time, and neither does a machine that was asleep.
 */
final class WindowClock {
    private final Clock wall;
    private final Pauses monotonic;
    private @Nullable Instant opened;
    private Duration before = Duration.ZERO;
    private long seen;

    WindowClock(Clock wall, Pauses monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
    }

    /** @param at when the window was opened, as the journal has it */
    Duration openSince(Instant at) {
        Duration byWall = Duration.between(at, wall.instant());
        if (!at.equals(opened)) {
            opened = at;
            seen = monotonic.nanos();
            before = longer(byWall, Duration.ZERO);
        }
        return longer(byWall, before.plusMillis(monotonic.millisSince(seen)));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
