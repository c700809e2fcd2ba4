package dev.handrail.target.redis;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Fields;
import dev.handrail.runbook.Warm;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.Sizes;
import dev.handrail.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one row after the other, as the effect says. */
final class RowWriter {
    /** The column that holds the whole row as JSON, where that is what is written. */
    static final String WHOLE_ROW = "handrail_row";

    private static final Template NOTHING = Template.of("");
    private static final long LARGEST = 512L << 20;
    private static final byte[] HSET = ascii("HSET");
    private static final byte[] SADD = ascii("SADD");
    private static final byte[] ZADD = ascii("ZADD");
    private static final byte[] PEXPIRE = ascii("PEXPIRE");

    private final long largest;
    private final Warm effect;
    private final Pipeline pipeline;
    private final Naming naming;
    private final Life life;
    /** What each SET begins with: a million times the same. */
    private final Outgoing set = new Outgoing(1 << 5);

    private final Filling key;
    private final Map<Filling, Filling> fields = new LinkedHashMap<>();
    private final Filling value;
    private final Filling score;
    private final KeySet keys = new KeySet();
    private final Outgoing name = new Outgoing(1 << 10);
    private final Outgoing text = new Outgoing(1 << 10);
    private final Spots spots;
    private long rows;

    RowWriter(Warm effect, Pipeline pipeline, Naming naming, List<String> columns) {
        this(effect, pipeline, naming, columns, LARGEST);
    }

    /** @param largest what Redis takes for one key or value, in bytes */
    RowWriter(Warm effect, Pipeline pipeline, Naming naming, List<String> columns, long largest) {
        this.largest = largest;
        this.effect = effect;
        this.pipeline = pipeline;
        this.naming = naming;
        this.life = Life.of(effect, naming);
        this.spots = new Spots(effect);
        set.command(life.none() ? 3 : 5).word("SET");
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
        key = Filling.of(Template.of(effect.key()), places);
        Map<String, String> values = effect.values();
        boolean wholeRow = effect.shape() == Shape.JSON && values.isEmpty();
        String member = effect.shape() == Shape.SORTED_SET ? "member" : "value";
        value = Filling.of(
                wholeRow ? Template.of("{" + WHOLE_ROW + "}") : Template.of(values.getOrDefault(member, "")), places);
        score = Filling.of(values.containsKey("score") ? Template.of(values.get("score")) : NOTHING, places);
        if (effect.shape() == Shape.HASH) {
            values.forEach((field, template) ->
                    fields.put(Filling.of(Template.of(field), places), Filling.of(Template.of(template), places)));
        }
    }

    long rows() {
        return rows;
    }

    Spots spots() {
        return spots;
    }

    KeySet keys() {
        return keys;
    }

    /** @throws EffectFailure where the row makes no key or no value, saying which row it is */
    boolean write(Fields row) {
        rows++;
        needed(key, row, "key");
        name.clear();
        key.into(name, row);
        keys.note(name.bytes(), name.size());
        if (Spots.here(rows)) {
            text.clear();
            if (value.length(row) >= 0) {
                value.into(text, row);
            }
            spots.keep(name, text);
        }
        naming.aside(name);
        switch (effect.shape()) {
            case STRING, JSON -> string(row);
            case HASH -> hash(row);
            case SET -> member(row);
            case SORTED_SET -> scored(row);
        }
        return pipeline.rowDone();
    }

    private Outgoing begin(int words, byte[] command) {
        Outgoing out = pipeline.to(name.bytes(), name.size());
        return out.command(words).word(command).word(name.bytes(), 0, name.size());
    }

    private void string(Fields row) {
        int length = needed(value, row, "value");
        Outgoing out = pipeline.to(name.bytes(), name.size());
        out.raw(set.bytes(), 0, set.size()).word(name.bytes(), 0, name.size());
        put(out, value, row, length);
        life.behind(out);
        pipeline.done(true);
    }

    /** A null leaves its field out: a hash has no nulls. */
    private void hash(Fields row) {
        int words = 2;
        for (Filling each : fields.values()) {
            words += each.length(row) < 0 ? 0 : 2;
        }
        if (words == 2) {
            return;
        }
        fields.keySet().forEach(field -> needed(field, row, "field"));
        Outgoing out = begin(words, HSET);
        fields.forEach((field, each) -> {
            if (each.length(row) >= 0) {
                put(out, field, row, needed(field, row, "field"));
                put(out, each, row, needed(each, row, "value"));
            }
        });
        pipeline.done(true);
        expires();
    }

    private void member(Fields row) {
        int length = needed(value, row, "member");
        put(begin(3, SADD), value, row, length);
        pipeline.done(true);
        expires();
    }

    private void scored(Fields row) {
        int points = needed(score, row, "score");
        text.clear();
        score.into(text, row);
        number(new String(text.bytes(), 0, text.size(), StandardCharsets.UTF_8));
        int length = needed(value, row, "member");
        Outgoing out = begin(4, ZADD);
        put(out, score, row, points);
        put(out, value, row, length);
        pipeline.done(true);
        expires();
    }

    private void expires() {
        if (!life.none()) {
            begin(3, PEXPIRE).word(life.next());
            pipeline.done(false);
        }
    }

    private static void put(Outgoing out, Filling template, Fields row, int length) {
        template.into(out.length(length), row);
        out.end();
    }

    private int needed(Filling template, Fields row, String what) {
        long length = template.length(row);
        if (length < 0) {
            throw failed(
                    "row " + rows + " has no " + what + ": " + template.written() + " is null",
                    "leave such rows out with a where clause, or give them a value with coalesce");
        }
        if (length > largest) {
            throw failed(
                    "row " + rows + " has a " + what + " of " + Sizes.show(length) + ", and Redis takes "
                            + Sizes.show(largest) + " at most",
                    "leave such rows out with a where clause");
        }
        return (int) length;
    }

    private void number(String score) {
        try {
            Double.parseDouble(score);
        } catch (NumberFormatException e) {
            throw failed("row " + rows + " has no score: '" + score + "' is not a number", "select a number as score");
        }
    }

    private static EffectFailure failed(String what, String remedy) {
        return EffectFailure.failed(what, "", "", remedy);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
