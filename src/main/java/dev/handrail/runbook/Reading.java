package dev.handrail.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, as it was read.
 *
 * @param columns names of the columns; a scalar has one column
 * @param rows text, number, boolean or null
 * @param total how many rows there were, where {@code rows} was capped
 * @param facts what else was seen: {@code status}, {@code exit}, {@code ms}, {@code index} …
 */
public record Reading(List<String> columns, List<List<@Nullable Object>> rows, long total, Map<String, Object> facts) {
    public Reading {
        columns = List.copyOf(columns);
        facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public static Reading of(@Nullable Object value) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(value);
        return new Reading(List.of("value"), List.of(row), 1, Map.of());
    }

    public static Reading rows(List<String> columns, List<List<@Nullable Object>> rows) {
        return new Reading(columns, rows, rows.size(), Map.of());
    }

    public Reading fact(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Reading(columns, rows, total, more);
    }

    /** True where there is exactly one row of one column. */
    public boolean isScalar() {
        return total == 1 && columns.size() == 1;
    }

    /** The one value; null where the target answered NULL or no row. */
    public @Nullable Object value() {
        return rows.isEmpty() || rows.get(0).isEmpty() ? null : rows.get(0).get(0);
    }

    public Optional<Object> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** For people, on one line: the value, or how many rows. */
    public String shown() {
        if (isScalar()) {
            return String.valueOf(value());
        }
        return total == 1 ? rows.get(0).toString() : total + " rows";
    }
}
