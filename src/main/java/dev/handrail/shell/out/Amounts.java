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
        return unit.equals("bytes") ? Sizes.show(count) : String.format(Locale.ROOT, "%,d %s", count, unit);
    }
}
