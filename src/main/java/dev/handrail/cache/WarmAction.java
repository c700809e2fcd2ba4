package dev.handrail.cache;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.Warm;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A cache filled from a query; components as in {@link dev.handrail.runbook.Warm}.
 */
public record WarmAction(
        String cache,
        String database,
        SqlText from,
        Shape shape,
        String key,
        Map<String, String> values,
        @Nullable Duration ttl,
        int batch,
        boolean replace,
        int jitter)
        implements Action, Speaking {
    private static final int SAMPLE = 100;

    public WarmAction {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String word() {
        return "warm";
    }

    @Override
    public Risk ceiling() {
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.cache(cache), TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        Cache redis = Masters.of(targets, cache);
        Statement query = from.single();
        Database source = targets.database(database);
        List<String> columns =
                source.ask(around("*", query, " limit 0"), targets.values()).columns();
        new Templates(shape, key, values, replace, query.position()).check(columns);
        redis.mayDo(
                new Commands(shape, key, ttl != null, replace).all(),
                Template.of(key).glob());
        OptionalLong rows = rows(source, query, targets);
        Warm warm = new Warm(cache, database, query, shape, key, values, ttl, batch, replace, jitter, rows.orElse(0));
        Plan plan = Plan.of(Risk.CHANGES, List.of(warm));
        if (rows.isEmpty()) {
            return plan;
        }
        if (rows.getAsLong() == 0 && !replace) {
            return Plan.nothing("the query returns no row");
        }
        Reading sample = source.ask(lengths(query, columns.size()), targets.values());
        long bytes = new Weight(shape, key, values, ttl != null).of(columns, sample.rows()) * rows.getAsLong();
        return plan.with(new Estimate(null, rows.getAsLong(), "rows", bytes, "rows counted, memory from a sample"))
                .with(new Room(redis.identity(), cache, query.position()).hazards(bytes), List.of());
    }

    /** An estimate is worth no failure: a count that the server cuts short leaves the plan without one. */
    private static OptionalLong rows(Database source, Statement query, Targets targets) {
        try {
            Object count =
                    source.ask(around("count(*)", query, ""), targets.values()).value();
            return count instanceof Number n ? OptionalLong.of(n.longValue()) : OptionalLong.empty();
        } catch (Problem e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public List<Said> says(Targets targets) {
        return Speaking.all(database, from.statements());
    }

    /** How long the values of some rows are: one value alone may be larger than our memory. */
    private static Statement lengths(Statement query, int columns) {
        List<String> names =
                IntStream.rangeClosed(1, columns).mapToObj(i -> "c" + i).toList();
        String lengths =
                names.stream().map(c -> "octet_length(" + c + "::text)").collect(Collectors.joining(", "));
        return around(lengths, query, " (" + String.join(", ", names) + ") limit " + SAMPLE);
    }

    private static Statement around(String what, Statement query, String after) {
        String sql = "select " + what + " from (\n" + query.sql() + "\n) handrail_query" + after;
        return new Statement(sql, sql, query.values(), query.position(), Statement.Nature.READS);
    }

    @Override
    public WayBack wayBack() {
        String pattern = Template.of(key).glob();
        if (FlushAction.fitsAll(pattern)) {
            return new WayBack.None();
        }
        return new WayBack.By(
                "unlink the keys " + pattern, Risk.CHANGES, done -> new FlushAction(cache, pattern, false));
    }
}
