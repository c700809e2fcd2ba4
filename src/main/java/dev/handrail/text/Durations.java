package dev.handrail.text;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms 30s 5m 2h 7d}. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /** The duration written as {@code text}, or empty where it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher written = WRITTEN.matcher(text.trim());
        return written.matches()
                ? Optional.of(UNITS.get(written.group(2)).multipliedBy(Long.parseLong(written.group(1))))
                : Optional.empty();
    }

    /** A duration for people without parts of a second: {@code 0s}, {@code 17m42s}; none is negative. */
    public static String whole(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds == 0 ? "0s" : show(Duration.ofSeconds(seconds));
    }

    /** A duration for people: {@code 412ms}, {@code 1.9s}, {@code 2m20s}, {@code 1h05m}, {@code 3d4h}. */
    public static String show(Duration duration) {
        long ms = duration.toMillis();
        if (ms < 1000) {
            return ms + "ms";
        }
        if (ms < 60_000) {
            return ms % 1000 == 0 ? ms / 1000 + "s" : ms / 1000 + "." + ms / 100 % 10 + "s";
        }
        long seconds = ms / 1000;
        if (seconds < 3600) {
            return seconds % 60 == 0 ? seconds / 60 + "m" : String.format("%dm%02ds", seconds / 60, seconds % 60);
        }
        long minutes = seconds / 60;
        if (minutes < 48 * 60) {
            return minutes % 60 == 0 ? minutes / 60 + "h" : String.format("%dh%02dm", minutes / 60, minutes % 60);
        }
        long hours = minutes / 60;
        return hours % 24 == 0 ? hours / 24 + "d" : hours / 24 + "d" + hours % 24 + "h";
    }
}
