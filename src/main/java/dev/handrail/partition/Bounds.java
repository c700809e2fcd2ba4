package dev.handrail.partition;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stretch that a partition holds: from its start to just before its end. */
record Bounds(Instant from, Instant to) {
    private static final Pattern RANGE =
            Pattern.compile("FOR VALUES FROM \\((MINVALUE|'[^']*')\\) TO \\((MAXVALUE|'[^']*')\\)");

    /** @param expression as {@code pg_get_expr(relpartbound)} writes it for a range over one column */
    static Bounds read(String expression, Axis axis) {
        Matcher range = RANGE.matcher(expression);
        if (!range.matches()) {
            throw new IllegalArgumentException("no range: " + expression);
        }
        return new Bounds(bound(range.group(1), axis), bound(range.group(2), axis));
    }

    private static Instant bound(String text, Axis axis) {
        return switch (text) {
            case "MINVALUE" -> Instant.MIN;
            case "MAXVALUE" -> Instant.MAX;
            default -> axis.read(text.substring(1, text.length() - 1));
        };
    }

    boolean overlaps(Bounds other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** True where others, taken together, hold every moment of this. */
    boolean coveredBy(List<Bounds> others) {
        Instant open = from;
        boolean moved = true;
        while (moved && open.isBefore(to)) {
            moved = false;
            for (Bounds other : others) {
                if (!other.from.isAfter(open) && other.to.isAfter(open)) {
                    open = other.to;
                    moved = true;
                }
            }
        }
        return !open.isBefore(to);
    }
}
