package dev.handrail.runbook;

import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * About how much there is to do.
 *
 * @param count how many {@code unit}; 0 where not known
 * @param unit {@code rows}, {@code keys}
 * @param basis where the figures come from, e.g. {@code catalog}, {@code earlier run}
 */
public record Estimate(@Nullable Duration time, long count, String unit, long bytes, String basis) {
    public static Estimate rows(long rows) {
        return new Estimate(null, rows, "rows", 0, "catalog");
    }

    public static Estimate keys(long keys, String basis) {
        return new Estimate(null, keys, "keys", 0, basis);
    }

    public static Estimate bytes(long bytes) {
        return new Estimate(null, 0, "rows", bytes, "catalog");
    }

    /** For people: {@code about 300,000 rows (catalog)}. */
    public String show() {
        List<String> parts = new ArrayList<>();
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, unit));
        }
        if (bytes > 0) {
            parts.add(Sizes.show(bytes));
        }
        if (time != null) {
            parts.add(Durations.show(time));
        }
        return "about " + String.join(", ", parts) + " (" + basis + ")";
    }
}
