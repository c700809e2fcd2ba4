package dev.handrail.cache;

import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes of Redis's memory a row takes, from some rows; what Redis needs beside the text is a guess. */
record Weight(Shape shape, String key, Map<String, String> values, boolean expires) {
    /** A key's entry, its object, and the two headers of its name and value. */
    private static final int ENTRY = 80;

    private static final int EXPIRY = 40;
    private static final int MEMBER = 24;

    long of(Reading sample) {
        if (sample.rows().isEmpty()) {
            return 0;
        }
        long all = sample.rows().stream()
                .mapToLong(row -> one(sample.columns(), row))
                .sum();
        return all / sample.rows().size();
    }

    private long one(List<String> columns, List<@Nullable Object> row) {
        boolean gathers = shape == Shape.SET || shape == Shape.SORTED_SET;
        long own = gathers ? MEMBER : ENTRY + (expires ? EXPIRY : 0) + length(key, columns, row);
        if (values.isEmpty()) {
            return own
                    + row.stream()
                            .mapToLong(v -> String.valueOf(v).length() + 6L)
                            .sum();
        }
        for (Map.Entry<String, String> each : values.entrySet()) {
            own += length(each.getValue(), columns, row)
                    + (shape == Shape.HASH ? each.getKey().length() + MEMBER : 0);
        }
        return own;
    }

    private static long length(String template, List<String> columns, List<@Nullable Object> row) {
        return Template.of(template)
                .fill(column -> {
                    Object value = columns.contains(column) ? row.get(columns.indexOf(column)) : null;
                    return value == null ? null : value.toString();
                })
                .map(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .orElse(0);
    }
}
