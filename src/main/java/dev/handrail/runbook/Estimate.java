package dev.handrail.runbook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * About how much there is to do.
 *
 * @param basis where the figures come from, e.g. {@code catalog}, {@code earlier run}
 */
public record Estimate(@Nullable Duration time, long rows, long bytes, String basis) {
    public static Estimate rows(long rows) {
        return new Estimate(null, rows, 0, "catalog");
    }

    public static Estimate bytes(long bytes) {
        return new Estimate(null, 0, bytes, "catalog");
    }

    /** For people: {@code about 300,000 rows}. */
    public String show() {
        StringBuilder text = new StringBuilder("about ");
        if (rows > 0) {
            text.append(String.format(java.util.Locale.ROOT, "%,d rows", rows));
        }
        if (bytes > 0) {
            text.append(rows > 0 ? ", " : "").append(dev.handrail.text.Sizes.show(bytes));
        }
        if (time != null) {
            text.append(rows + bytes > 0 ? ", " : "").append(dev.handrail.text.Durations.show(time));
        }
        return text.append(" (").append(basis).append(')').toString();
    }
}
