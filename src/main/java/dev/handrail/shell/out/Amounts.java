package dev.handrail.shell.out;

import dev.handrail.text.Sizes;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts in words: {@code 50,000 rows, 4.1 MB}; what counts nothing is left out. */
final class Amounts {
    private Amounts() {}

    static String of(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() != 0)
                .map(e -> of(e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
    }

    static String of(long count, String unit) {
        return unit.equals("bytes")
                ? Sizes.show(count)
                : String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one(unit) : unit);
    }

    /** {@code 5 rows/s}; of what takes several words to say the number alone. */
    static String rate(long count, String unit) {
        return (unit.contains(" ") ? String.format(Locale.ROOT, "%,d", count) : of(count, unit)) + "/s";
    }

    private static String one(String units) {
        if (units.contains(" ") || !units.endsWith("s")) {
            return units;
        }
        return units.replaceFirst(units.matches(".*(ch|x|sh)es") ? "es$" : "s$", "");
    }
}
