package dev.handrail.run;

import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The hours in which a maintenance window may be, every day; an end before the begin is on the next day.
 *
 * @param written as the runbook says it, e.g. {@code 01:00-05:00 UTC}
 */
record Hours(String written, LocalTime from, LocalTime to, ZoneId zone) {
    static Hours of(String written) {
        String[] parts = written.split(" ", 2);
        String[] hours = parts[0].split("-", 2);
        return new Hours(written, LocalTime.parse(hours[0]), LocalTime.parse(hours[1]), ZoneId.of(parts[1]));
    }

    /** How long they last from {@code now} on; zero where it is not within them. */
    Duration left(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        boolean overnight = !from.isBefore(to);
        boolean within =
                overnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!within) {
            return Duration.ZERO;
        }
        ZonedDateTime end = here.with(to);
        return Duration.between(here, end.isAfter(here) ? end : here.plusDays(1).with(to));
    }

    /** Why a window of that length is not to be opened now; empty where it may be. */
    String against(Instant now, Duration length) {
        Duration left = left(now);
        if (left.isZero()) {
            String time =
                    now.atZone(zone).toLocalTime().withSecond(0).withNano(0).toString();
            return "it is " + time + " there, and the maintenance window may be " + written;
        }
        return left.compareTo(length) >= 0
                ? ""
                : "the maintenance window may be " + written + ", which ends in " + Durations.show(left) + "; it takes "
                        + Durations.show(length);
    }
}
