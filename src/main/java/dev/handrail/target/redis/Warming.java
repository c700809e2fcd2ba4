package dev.handrail.target.redis;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Fields;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.RowOrder;
import dev.handrail.runbook.RowSink;
import dev.handrail.runbook.Warm;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.Statement;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One warm effect on its way. */
final class Warming implements RowSink {
    private final Warm effect;
    private final RedisTarget cache;
    private final Database database;
    private final Execution execution;
    private final long evictedBefore;
    private final Replacement replacement;
    private final Duration keep;
    private final Bookmark bookmark;
    private final Optional<RowOrder> order;
    /** Rows that an earlier attempt has written. */
    private long before;
    /** The column of the order among those of the query; -1: none. */
    private int ordered = -1;

    private @Nullable String reached;
    private long reachedRows;
    private long keptAt = System.nanoTime();
    private @Nullable Pipeline pipeline;
    private @Nullable RowWriter writer;

    Warming(Warm effect, RedisTarget cache, Database database, Execution execution, long evictedBefore, Duration keep) {
        this.effect = effect;
        this.cache = cache;
        this.database = database;
        this.execution = execution;
        this.evictedBefore = evictedBefore;
        this.keep = keep;
        this.replacement = new Replacement(effect, cache, execution);
        this.bookmark = new Bookmark(cache, effect, execution);
        this.order = effect.order();
    }

    Outcome done() {
        try {
            return filled();
        } catch (RedisException e) {
            replacement.forget();
            throw failed(Trouble.command(cache.place(), "take the keys", e));
        } catch (Problem e) {
            replacement.forget();
            throw execution.cancelled() ? ended() : failed(e);
        } catch (EffectFailure e) {
            replacement.forget();
            throw e;
        }
    }

    private Outcome filled() {
        Statement query = goingOn();
        try (Pipeline open = new Pipeline(cache, effect.batch())) {
            pipeline = open;
            replacement.clear();
            database.stream(query, execution.values(), this);
            open.finish();
            told();
            if (execution.cancelled()) {
                keep(open);
            }
            judge(open.failure());
            replacement.finish(writer);
            Outcome outcome = outcome();
            order.ifPresent(o -> bookmark.forget());
            return outcome;
        }
    }

    /** The query from where an earlier attempt came to, else from its beginning, which is said. */
    private Statement goingOn() {
        Optional<Bookmark.Place> place = order.flatMap(o -> bookmark.found());
        if (place.isEmpty()) {
            if (execution.attempt() > 1) {
                execution.said("begins anew: " + why());
            }
            return query();
        }
        before = place.get().rows();
        String column = column(order.get());
        execution.said(String.format(
                Locale.ROOT,
                "goes on behind the %,d rows that were written before, from %s = %s on",
                before,
                column,
                place.get().last()));
        Statement whole = query();
        String from = order.get().from("handrail_rest", column, place.get().last());
        return new Statement(
                "select * from (\n" + whole.sql() + "\n) handrail_rest" + from,
                "select * from (\n" + whole.shown() + "\n) handrail_rest" + from,
                whole.values(),
                whole.position(),
                Statement.Nature.READS);
    }

    private String why() {
        if (effect.replace()) {
            return "what was written aside before is dropped";
        }
        return order.isEmpty()
                ? "its query has no order by a column of its result, so nothing tells how far it came"
                : "nothing tells how far it came, or keys that were written before are gone";
    }

    private String column(RowOrder by) {
        List<String> columns =
                database.ask(around("*", " limit 0"), execution.values()).columns();
        return columns.get(by.in(columns));
    }

    private Statement query() {
        boolean whole = effect.shape() == Shape.JSON && effect.values().isEmpty();
        return whole
                ? around("handrail_query.*, row_to_json(handrail_query)::text as " + RowWriter.WHOLE_ROW, "")
                : effect.query();
    }

    private Statement around(String what, String after) {
        Statement query = effect.query();
        String sql = "select " + what + " from (\n" + query.sql() + "\n) handrail_query" + after;
        String shown = "select " + what + " from (\n" + query.shown() + "\n) handrail_query" + after;
        return new Statement(sql, shown, query.values(), query.position(), Statement.Nature.READS);
    }

    @Override
    public void columns(List<String> names) {
        if (pipeline != null) {
            writer = new RowWriter(effect, pipeline, replacement.naming(), names);
            ordered = order.map(o -> o.in(names)).orElse(-1);
        }
    }

    @Override
    public boolean row(Fields values) {
        if (writer == null || pipeline == null) {
            return false;
        }
        if (writer.write(values)) {
            told();
            if (ordered >= 0) {
                reached(values, pipeline);
            }
            return pipeline.failure() == null && !execution.cancelled();
        }
        return true;
    }

    /** Now and then every reply is waited for, so that the mark stands behind rows that are there. */
    private void reached(Fields values, Pipeline open) {
        reached = values.text(ordered);
        reachedRows = before + (writer == null ? 0 : writer.rows());
        if (System.nanoTime() - keptAt > keep.toNanos()) {
            open.finish();
            keep(open);
            keptAt = System.nanoTime();
        }
    }

    private void keep(Pipeline open) {
        if (ordered >= 0 && reached != null && open.failure() == null && writer != null) {
            bookmark.keep(reachedRows, reached, writer.spots().keys());
        }
    }

    private void told() {
        long rows = before + (writer == null ? 0 : writer.rows());
        execution.progress(new Progress(rows, Math.max(effect.rows(), rows), "rows", effect.key()));
    }

    private void judge(@Nullable Throwable complaint) {
        if (complaint != null) {
            throw failed(Trouble.command(cache.place(), "take the keys", complaint));
        }
        if (execution.cancelled()) {
            throw ended();
        }
        long evicted = cache.info().number("evicted_keys") - evictedBefore;
        if (evicted > 0) {
            throw EffectFailure.failed(
                    "cache '" + effect.cache() + "' evicted keys while it was filled",
                    cache.place().shown(),
                    String.format(Locale.ROOT, "%,d keys were evicted; %s", evicted, written()),
                    "raise maxmemory, or write less; redis-cli INFO memory shows the figures");
        }
    }

    private EffectFailure ended() {
        return EffectFailure.cancelled("ended early: " + written() + "; those keys stay");
    }

    private EffectFailure failed(Problem problem) {
        return EffectFailure.failed(
                problem.what(),
                problem.where(),
                (problem.why().isEmpty() ? "" : problem.why() + "; ") + written(),
                problem.remedy());
    }

    private String written() {
        long done = before + (pipeline == null ? 0 : pipeline.written());
        return effect.rows() > 0
                ? String.format(Locale.ROOT, "%,d of %,d rows were written", done, effect.rows())
                : String.format(Locale.ROOT, "%,d rows were written", done);
    }

    private Outcome outcome() {
        long rows = writer == null ? 0 : writer.rows();
        long keys = writer == null ? 0 : writer.keys().size();
        Outcome outcome = Outcome.counted("keys", keys).count("rows", rows);
        outcome = before > 0 ? outcome.count("before", before) : outcome;
        boolean oneEach = effect.shape() == Shape.STRING || effect.shape() == Shape.JSON;
        if (oneEach && keys < rows) {
            execution.said(String.format(
                    Locale.ROOT,
                    "%,d of %,d rows had the key of an earlier row and took its place",
                    rows - keys,
                    rows));
            outcome = outcome.count("duplicates", rows - keys);
        }
        int other = writer == null ? 0 : writer.spots().readBack(effect, cache);
        if (other > 0 && keys == rows) {
            execution.said(
                    other + " of the keys that were read back hold another value: somebody else writes them too");
            outcome = outcome.fact("changed", Integer.toString(other));
        }
        return replacement.unlinked() > 0 ? outcome.count("unlinked", replacement.unlinked()) : outcome;
    }
}
