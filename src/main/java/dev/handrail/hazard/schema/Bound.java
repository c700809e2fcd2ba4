package dev.handrail.hazard.schema;

import org.jspecify.annotations.Nullable;

/**
 * Which rows a partition holds.
 *
 * @param from of a range of one column, as a literal without quotes; null: not such a range, or no bound
 * @param text as it is written behind FOR VALUES; DEFAULT: every other row
 */
public record Bound(@Nullable String from, @Nullable String to, String text) {
    public boolean isDefault() {
        return text.equalsIgnoreCase("default");
    }
}
