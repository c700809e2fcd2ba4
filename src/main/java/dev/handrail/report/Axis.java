package dev.handrail.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time on a line from 0 to 1: long stretches in which nothing was at work are drawn short. */
final class Axis {
    private static final Duration LEAST_GAP = Duration.ofMinutes(1);
    private static final double GAP = 0.04;

    /** A stretch of time and the room it has on the line. */
    record Stretch(Instant from, Instant to, boolean gap, double weight) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private final double total;

    Axis(List<Timeline.Span> spans, Instant end) {
        long worked = 0;
        List<Instant[]> busy = union(spans, end);
        for (Instant[] stretch : busy) {
            worked += Math.max(1, Duration.between(stretch[0], stretch[1]).toMillis());
        }
        Duration shortened = Duration.ofMillis(Math.max(LEAST_GAP.toMillis(), worked / 5));
        Instant last = null;
        for (Instant[] stretch : busy) {
            if (last != null) {
                Duration gap = Duration.between(last, stretch[0]);
                boolean isLong = gap.compareTo(shortened) > 0;
                stretches.add(new Stretch(last, stretch[0], isLong, isLong ? worked * GAP : gap.toMillis()));
            }
            stretches.add(new Stretch(
                    stretch[0],
                    stretch[1],
                    false,
                    Math.max(1, Duration.between(stretch[0], stretch[1]).toMillis())));
            last = stretch[1];
        }
        total = stretches.stream().mapToDouble(Stretch::weight).sum();
    }

    private static List<Instant[]> union(List<Timeline.Span> spans, Instant end) {
        List<Instant[]> busy = new ArrayList<>();
        spans.stream().sorted(Comparator.comparing(Timeline.Span::planned)).forEach(span -> {
            Instant to = later(span.planned(), span.ended() == null ? end : span.ended());
            Instant[] last = busy.isEmpty() ? null : busy.get(busy.size() - 1);
            if (last == null || span.planned().isAfter(last[1])) {
                busy.add(new Instant[] {span.planned(), to});
            } else {
                last[1] = later(last[1], to);
            }
        });
        return busy;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Where {@code at} lies, from 0 to 1. */
    double of(Instant at) {
        double before = 0;
        for (Stretch stretch : stretches) {
            if (at.isBefore(stretch.to())) {
                double length = Math.max(
                        1, Duration.between(stretch.from(), stretch.to()).toMillis());
                double within = Math.max(0, Duration.between(stretch.from(), at).toMillis());
                return (before + stretch.weight() * within / length) / total;
            }
            before += stretch.weight();
        }
        return 1;
    }

    /** The stretches that are drawn short. */
    List<Stretch> gaps() {
        return stretches.stream().filter(Stretch::gap).toList();
    }
}
