package dev.handrail.runbook;

import dev.handrail.text.Durations;
import dev.handrail.text.Quoting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes many rows in small transactions, walking a unique key; each batch's transaction carries the cursor, so that
 * it goes on exactly after the last batch that is really there.
 *
 * @param key the unique column that is walked, its name unquoted
 * @param set the SET list as written, without SET
 * @param where the condition as written, without WHERE; null for every row
 * @param rows how many rows about to change, at most, are taken in one batch
 * @param whileActiveBelow pause while so many other sessions of the database, or more, are at work; null: not looked at
 * @param whileLagBelow pause while a replica is further behind; null: not looked at
 */
public record Batches(
        String database,
        String table,
        String key,
        String set,
        @Nullable String where,
        int rows,
        Duration pause,
        @Nullable Duration whileLagBelow,
        @Nullable Integer whileActiveBelow,
        Envelope envelope)
        implements Effect {
    @Override
    public String kind() {
        return "batches";
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    /** The cursor row proves each batch; performing it again goes on behind it. */
    @Override
    public Semantics semantics() {
        return Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        return "the row that each batch's transaction keeps of how far it came";
    }

    /** Each batch for itself. */
    @Override
    public String bounds() {
        return envelope.shown();
    }

    @Override
    public List<String> show() {
        String condition = where == null ? "" : " where " + where;
        String pace = String.format(java.util.Locale.ROOT, "%,d rows a transaction by %s", rows, key)
                + (pause.isZero() ? "" : ", pause " + Durations.show(pause))
                + (whileLagBelow == null ? "" : ", while replicas lag below " + Durations.show(whileLagBelow))
                + (whileActiveBelow == null ? "" : ", while fewer than " + whileActiveBelow + " sessions are at work");
        return List.of("update " + Quoting.qualified(table) + " set " + set + condition + ";", "-- " + pace);
    }
}
