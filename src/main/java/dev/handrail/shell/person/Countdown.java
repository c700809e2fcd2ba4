package dev.handrail.shell.person;

import dev.handrail.text.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is left of a maintenance window, counted on from when it was asked. The clock that went further counts. */
final class Countdown {
    private final LongSupplier nanos;
    private final Clock wall = Clock.systemUTC();
    private @Nullable Duration left;
    private Instant at = Instant.EPOCH;
    private long since;

    /** @param nanos monotonic time */
    Countdown(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param window null: none is open */
    void set(@Nullable Duration window) {
        left = window;
        at = wall.instant();
        since = nanos.getAsLong();
    }

    /** {@code 17m42s left}; empty where none is open. */
    String shown() {
        if (left == null) {
            return "";
        }
        Duration byWall = Duration.between(at, wall.instant());
        Duration gone = Duration.ofNanos(nanos.getAsLong() - since);
        long seconds = left.minus(byWall.compareTo(gone) > 0 ? byWall : gone).toSeconds();
        return Durations.whole(Duration.ofSeconds(Math.abs(seconds))) + (seconds < 0 ? " OVER" : " left");
    }
}
