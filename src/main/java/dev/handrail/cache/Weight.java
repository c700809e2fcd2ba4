package dev.handrail.cache;

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

    /** @param lengths of each value of a row, in bytes; null where it is null */
    long of(List<String> columns, List<List<@Nullable Object>> lengths) {
        if (lengths.isEmpty()) {
            return 0;
        }
        return lengths.stream().mapToLong(row -> one(columns, row)).sum() / lengths.size();
    }

    private long one(List<String> columns, List<@Nullable Object> row) {
        boolean gathers = shape == Shape.SET || shape == Shape.SORTED_SET;
        long own = gathers ? MEMBER : ENTRY + (expires ? EXPIRY : 0) + length(key, columns, row);
        if (values.isEmpty()) {
            return own + row.stream().mapToLong(v -> bytes(v) + 6).sum();
        }
        for (Map.Entry<String, String> each : values.entrySet()) {
            own += length(each.getValue(), columns, row)
                    + (shape == Shape.HASH ? each.getKey().length() + MEMBER : 0);
        }
        return own;
    }

    private static long length(String template, List<String> columns, List<@Nullable Object> row) {
        List<String> pieces = Template.of(template).pieces();
        long length = 0;
        for (int i = 0; i < pieces.size(); i++) {
            length += i % 2 == 0
                    ? pieces.get(i).getBytes(StandardCharsets.UTF_8).length
                    : bytes(columns.contains(pieces.get(i)) ? row.get(columns.indexOf(pieces.get(i))) : null);
        }
        return length;
    }

    private static long bytes(@Nullable Object length) {
        return length instanceof Number n ? n.longValue() : 0;
    }
}
