package dev.handrail.target.redis;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Warm;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.Template;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one row after the other, as the effect says. */
final class RowWriter {
    /** The column that holds the whole row as JSON, where that is what is written. */
    static final String WHOLE_ROW = "handrail_row";

    private static final long LEFTOVER_LIFE_MS = 24L * 60 * 60 * 1000;

    private static final Template NOTHING = Template.of("");
    private static final Template ALL = Template.of("{" + WHOLE_ROW + "}");

    private final Warm effect;
    private final Pipeline pipeline;
    private final String prefix;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Template key;
    private final Map<Template, Template> values = new LinkedHashMap<>();
    private final Map<String, Template> named = new LinkedHashMap<>();
    private final KeySet keys = new KeySet();
    private List<@Nullable Object> row = List.of();
    private long rows;

    /** @param prefix stands before each key while the keys are written aside; empty: they are written in place */
    RowWriter(Warm effect, Pipeline pipeline, String prefix, List<String> columns) {
        this.effect = effect;
        this.pipeline = pipeline;
        this.prefix = prefix;
        this.key = Template.of(effect.key());
        effect.values().forEach((field, value) -> {
            named.put(field, Template.of(value));
            values.put(Template.of(field), Template.of(value));
        });
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
    }

    long rows() {
        return rows;
    }

    KeySet keys() {
        return keys;
    }

    /** @throws EffectFailure where the row makes no key or no value, saying which row it is */
    boolean write(List<@Nullable Object> values) {
        row = values;
        rows++;
        String name = filled(key, "key");
        keys.add(name);
        String place = prefix + name;
        RedisAsyncCommands<String, String> redis = pipeline.redis();
        switch (effect.shape()) {
            case STRING, JSON -> string(redis, place);
            case HASH -> hash(redis, place);
            case SET -> member(redis, place);
            case SORTED_SET -> scored(redis, place);
        }
        return pipeline.rowDone();
    }

    private void string(RedisAsyncCommands<String, String> redis, String place) {
        String text = effect.shape() == Shape.JSON && effect.values().isEmpty()
                ? filled(ALL, "value")
                : value("value", "value");
        pipeline.write(
                effect.ttl() == null
                        ? redis.set(place, text)
                        : redis.set(place, text, SetArgs.Builder.px(effect.ttl())));
    }

    /** A null leaves its field out: a hash has no nulls. */
    private void hash(RedisAsyncCommands<String, String> redis, String place) {
        Map<String, String> fields = new LinkedHashMap<>();
        values.forEach((field, value) ->
                value.fill(this::column).ifPresent(text -> fields.put(filled(field, "field"), text)));
        if (!fields.isEmpty()) {
            pipeline.write(redis.hset(place, fields));
            expires(redis, place);
        }
    }

    private void member(RedisAsyncCommands<String, String> redis, String place) {
        pipeline.write(redis.sadd(place, value("value", "member")));
        expires(redis, place);
    }

    private void scored(RedisAsyncCommands<String, String> redis, String place) {
        pipeline.write(redis.zadd(place, score(value("score", "score")), value("member", "member")));
        expires(redis, place);
    }

    private void expires(RedisAsyncCommands<String, String> redis, String place) {
        if (effect.ttl() != null) {
            pipeline.also(redis.pexpire(place, effect.ttl()));
        } else if (!prefix.isEmpty()) {
            pipeline.also(redis.pexpire(place, LEFTOVER_LIFE_MS));
        }
    }

    private String value(String name, String what) {
        return filled(named.getOrDefault(name, NOTHING), what);
    }

    private String filled(Template template, String what) {
        Optional<String> text = template.fill(this::column);
        return text.orElseThrow(() -> failed(
                "row " + rows + " has no " + what + ": " + template.written() + " is null",
                "leave such rows out with a where clause, or give them a value with coalesce"));
    }

    private double score(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw failed("row " + rows + " has no score: '" + text + "' is not a number", "select a number as score");
        }
    }

    private static EffectFailure failed(String what, String remedy) {
        return EffectFailure.failed(what, "", "", remedy);
    }

    private @Nullable String column(String name) {
        Integer place = places.get(name);
        Object value = place == null ? null : row.get(place);
        return value instanceof BigDecimal exact ? exact.toPlainString() : value == null ? null : value.toString();
    }
}
