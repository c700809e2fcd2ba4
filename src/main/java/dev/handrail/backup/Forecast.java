package dev.handrail.backup;

import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Manifest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a backup will be and how long it will take: by the step's last one, and how much the database has grown.
 *
 * @param last the step's newest backup of the same database; null where there is none
 * @param now bytes of the database
 */
record Forecast(@Nullable Manifest last, long now) {
    /** No dump is ever that much smaller than its database. */
    private static final int SMALLEST = 20;
    /** Hardly a database is more than three quarters empty. */
    private static final int SMALLEST_COPY = 4;

    /** @param others backups of the same database by the same step */
    static Forecast of(List<Manifest> others, long now) {
        return new Forecast(
                others.stream()
                        .filter(m -> m.source() > 0)
                        .reduce((a, b) -> a.at().isAfter(b.at()) ? a : b)
                        .orElse(null),
                now);
    }

    /** Bytes that the backup surely needs; with less free it is not begun. */
    long least(boolean whole) {
        return last != null ? bytes() * 9 / 10 : whole ? now / SMALLEST : 0;
    }

    /** Bytes with which it surely fits. */
    long comfortable(boolean whole) {
        return last != null ? bytes() * 12 / 10 : whole ? now : 0;
    }

    long bytes() {
        return last == null ? now : scaled(last.bytes());
    }

    /** Bytes that a restored copy has: without the room that rows left which were removed. */
    long copy() {
        return last == null || last.restored() == 0 ? now : scaled(last.restored());
    }

    /** Bytes that it surely has. */
    long leastCopy() {
        return last == null || last.restored() == 0 ? now / SMALLEST_COPY : copy() * 9 / 10;
    }

    /** Null where nothing is known. */
    @Nullable
    Estimate estimate(boolean whole) {
        if (last != null) {
            Duration time =
                    last.millis() == 0 ? null : Duration.ofSeconds(Math.max(1, (scaled(last.millis()) + 500) / 1000));
            return new Estimate(
                    time, 0, "rows", bytes(), "by the backup of " + last.at().truncatedTo(ChronoUnit.SECONDS));
        }
        return whole ? new Estimate(null, 0, "rows", now, "size of the database; the backup is smaller") : null;
    }

    private long scaled(long then) {
        return last == null ? then : Math.round(then * ((double) now / last.source()));
    }
}
