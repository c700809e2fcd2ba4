package dev.handrail.partition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partitioned table as it stands, to be shown.
 *
 * @param table qualified
 * @param strategy {@code range}, {@code list} or {@code hash}
 * @param key as the server writes it: {@code RANGE (at)}
 * @param gaps stretches between partitions that none holds, in words; not looked for where the key has several columns
 * @param until where the key is a time: the moment before which rows from now on have a place without a gap; null where
 *     there is no such moment, or none is known
 */
public record Survey(
        String table,
        String strategy,
        String key,
        List<Row> rows,
        List<String> gaps,
        @Nullable Until until) {
    /**
     * One partition.
     *
     * @param bound as the server writes it, without FOR VALUES
     * @param about rows by the planner's statistics; -1 where it has none
     * @param state {@code attached}, {@code default} or {@code half detached}
     */
    public record Row(String name, String bound, long about, long bytes, String state) {}

    /**
     * When the next partition is needed.
     *
     * @param at as it stands in a bound
     * @param days from now; negative: rows of now have no place
     */
    public record Until(String at, long days) {}

    public Survey {
        rows = List.copyOf(rows);
        gaps = List.copyOf(gaps);
    }

    public long bytes() {
        return rows.stream().mapToLong(Row::bytes).sum();
    }

    /** False where the planner has no statistics of one of them yet. */
    public boolean counted() {
        return rows.stream().noneMatch(row -> row.about() < 0);
    }

    public long about() {
        return rows.stream().mapToLong(row -> Math.max(0, row.about())).sum();
    }
}
