package dev.handrail.runbook;

import dev.handrail.text.Durations;
import dev.handrail.text.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a cache from a query, streamed and pipelined.
 *
 * @param key template of the key: {@code {column}} stands for the row's value
 * @param values templates: one named {@code value} for strings, JSON and sets; field by field for hashes; {@code
 *     member} and {@code score} for sorted sets; none for JSON of the whole row
 * @param jitter by how many percent of {@code ttl} a key may live shorter, each by its own chance; 0: none
 * @param rows how many the query returned when it was planned, to tell how far it is; 0: that is not known
 * @param replace unlinks what the same run's key template no longer covers, by writing aside and renaming
 */
public record Warm(
        String cache,
        String database,
        Statement query,
        Shape shape,
        String key,
        Map<String, String> values,
        @Nullable Duration ttl,
        int batch,
        boolean replace,
        int jitter,
        long rows)
        implements Effect {
    /** What a key holds. */
    public enum Shape {
        STRING,
        HASH,
        SET,
        SORTED_SET,
        JSON
    }

    public Warm {
        values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    }

    @Override
    public String kind() {
        return "warm";
    }

    @Override
    public TargetRef target() {
        return TargetRef.cache(cache);
    }

    @Override
    public Semantics semantics() {
        return Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        return "the keys themselves, each written as the query says"
                + (order().isPresent() ? "; it goes on behind the last batch" : "; it begins anew");
    }

    /** By what it goes on where it was ended; empty: it begins anew. */
    public Optional<RowOrder> order() {
        return replace ? Optional.empty() : RowOrder.of(query.sql());
    }

    @Override
    public List<String> show() {
        List<String> lines = new ArrayList<>((query.shown() + ";").lines().toList());
        String command = switch (shape) {
            case STRING, JSON -> "SET";
            case HASH -> "HSET";
            case SET -> "SADD";
            case SORTED_SET -> "ZADD";
        };
        String what = values.isEmpty() ? " <the row as JSON>" : "";
        String fields = values.entrySet().stream()
                .map(e -> e.getKey().equals("value") ? " " + e.getValue() : " " + e.getKey() + "=" + e.getValue())
                .reduce("", String::concat);
        String life = ttl == null ? "" : ", expires after " + Durations.show(ttl);
        lines.add(command + " " + key + what + fields + life
                + (jitter == 0 ? "" : " or up to " + jitter + "% earlier")
                + (replace ? ", written aside and renamed, keys no longer covered are unlinked" : ""));
        return lines;
    }
}
