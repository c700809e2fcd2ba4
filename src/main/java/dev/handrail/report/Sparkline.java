package dev.handrail.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a check saw, judged several times, as a small line. */
final class Sparkline {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 18;
    private static final int MOST = 200;

    private Sparkline() {}

    /** Draws {@code seen} where it is three numbers or more; the last {@value #MOST} of them. */
    static void draw(Markup page, List<String> seen) {
        List<Double> values = numbers(seen.subList(Math.max(0, seen.size() - MOST), seen.size()));
        if (values.size() < 3) {
            return;
        }
        double low = low(values);
        double high = high(values);
        double range = high > low ? high - low : 1;
        String points = IntStream.range(0, values.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        1 + (WIDTH - 2.0) * i / (values.size() - 1),
                        1 + (HEIGHT - 2.0) * (high - values.get(i)) / range))
                .collect(Collectors.joining(" "));
        page.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "class", "spark", "role", "img");
        page.leaf("title", values.size() + " values from " + plain(low) + " to " + plain(high));
        page.empty("polyline", "points", points);
        page.close();
    }

    /** From where to where {@code seen} went, in words; empty where fewer than two are numbers. */
    static Optional<String> range(List<String> seen) {
        List<Double> values = numbers(seen);
        return values.size() < 2
                ? Optional.empty()
                : Optional.of("from " + plain(low(values)) + " to " + plain(high(values)));
    }

    private static List<Double> numbers(List<String> seen) {
        return seen.stream().map(Sparkline::number).flatMap(Optional::stream).toList();
    }

    private static double low(List<Double> values) {
        return values.stream().mapToDouble(v -> v).min().orElseThrow();
    }

    private static double high(List<Double> values) {
        return values.stream().mapToDouble(v -> v).max().orElseThrow();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private static Optional<Double> number(String seen) {
        try {
            double value = Double.parseDouble(seen.strip());
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
