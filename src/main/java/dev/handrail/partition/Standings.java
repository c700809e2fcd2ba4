package dev.handrail.partition;

import dev.handrail.runbook.Database;
import dev.handrail.text.Values;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ranges of a table lie beside each other.
 *
 * @param axis null where the key is no time
 * @param attached in their order
 * @param fallback there is a default partition, which leaves no gap
 */
record Standings(@Nullable Axis axis, List<Placed> attached, boolean fallback) {
    static final Standings NONE = new Standings(null, List.of(), false);

    /** A partition and its bound as the server writes it. */
    record Held(Survey.Row row, String bound) {}

    /** One that holds a stretch; the ends of it as they are written. */
    record Placed(Held held, Bounds bounds, Shares.Ranges.Ends ends) {}

    static Standings of(Database database, Values values, String type, List<Held> held) {
        Axis axis = Axis.of(type);
        boolean fallback = held.stream().anyMatch(h -> h.row().state().equals("default"));
        List<Held> attached =
                held.stream().filter(h -> h.row().state().equals("attached")).toList();
        List<Shares.Ranges.Ends> ends =
                attached.stream().map(h -> Written.range(h.bound())).toList();
        List<String> texts = new ArrayList<>();
        if (axis == null) {
            ends.forEach(e -> Stretches.ends(texts, e));
        }
        Ranks ranks = Ranks.of(database, values, type, texts);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < attached.size(); i++) {
            Bounds bounds = axis == null
                    ? ranks.bounds(ends.get(i))
                    : Bounds.read(attached.get(i).bound(), axis);
            placed.add(new Placed(attached.get(i), bounds, ends.get(i)));
        }
        placed.sort(Comparator.comparing(p -> p.bounds().from()));
        return new Standings(axis, placed, fallback);
    }

    /** Those that hold a stretch in their order, the others behind them. */
    List<Held> ordered(List<Held> all) {
        List<Held> ordered = new ArrayList<>(attached.stream().map(Placed::held).toList());
        all.stream().filter(h -> !ordered.contains(h)).forEach(ordered::add);
        return ordered;
    }

    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < attached.size() && !fallback; i++) {
            Placed before = attached.get(i - 1);
            if (before.bounds().to().isBefore(attached.get(i).bounds().from())) {
                gaps.add("from " + before.ends().to() + " to "
                        + attached.get(i).ends().from());
            }
        }
        return gaps;
    }

    /** The default partition holds what comes later, but not as it should be held: it does not count. */
    Survey.@Nullable Until until(Clock clock) {
        if (axis == null) {
            return null;
        }
        Instant now = axis.now(clock, ZoneOffset.UTC).toInstant();
        Instant covered = now;
        String at = axis.written(now.atZone(ZoneOffset.UTC));
        for (Placed placed : attached) {
            if (!placed.bounds().from().isAfter(covered) && placed.bounds().to().isAfter(covered)) {
                covered = placed.bounds().to();
                at = String.valueOf(placed.ends().to());
            }
        }
        return covered.equals(Instant.MAX)
                ? null
                : new Survey.Until(
                        at,
                        covered.equals(now)
                                ? -1
                                : Duration.between(now, covered).toDays());
    }
}
