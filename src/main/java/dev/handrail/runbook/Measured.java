package dev.handrail.runbook;

import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a piece of work took in an earlier run.
 *
 * @param amount how much there was of it then, for people: {@code about 1,204,331 rows, 210 MB}; may be empty
 */
public record Measured(Duration took, String environment, Instant at, String amount) {
    /** What takes less is not worth a word. */
    public static final Duration WORTH_A_WORD = Duration.ofSeconds(1);

    /** For people: {@code 38s on staging, 2 days ago, about 1,204,331 rows}. */
    public String shown(Instant now) {
        return Durations.show(took) + " " + where(now);
    }

    /** The same without how long. */
    public String where(Instant now) {
        return "on " + environment + ", " + age(Duration.between(at, now)) + (amount.isEmpty() ? "" : ", " + amount);
    }

    private static String age(Duration past) {
        if (past.toHours() < 1) {
            return past.toMinutes() < 2 ? "just now" : past.toMinutes() + " minutes ago";
        }
        return past.toHours() < 48
                ? Durations.show(Duration.ofHours(past.toHours())) + " ago"
                : past.toDays() + " days ago";
    }
}
