package dev.handrail.target.redis;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Warm;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Fills a cache from a query. */
public final class WarmPerformer {
    private static final Duration KEEP = Duration.ofMillis(500);

    private final Function<String, RedisTarget> caches;
    private final Function<String, Database> databases;
    private final Duration keep;

    /** Both by the runbook's names. */
    public WarmPerformer(Function<String, RedisTarget> caches, Function<String, Database> databases) {
        this(caches, databases, KEEP);
    }

    /** @param keep how often it is noted how far it came */
    WarmPerformer(Function<String, RedisTarget> caches, Function<String, Database> databases, Duration keep) {
        this.caches = caches;
        this.databases = databases;
        this.keep = keep;
    }

    /**
     * @throws EffectFailure failed or cancelled, saying how many of how many were written; again goes on behind them
     *     where the query has an order, or else writes them all
     */
    public Outcome perform(Warm effect, Execution execution) {
        RedisTarget cache = caches.apply(effect.cache());
        Database database = databases.apply(effect.database());
        long evicted = cache.info().master(cache.place()).number("evicted_keys");
        execution.onCancel(() -> {});
        execution.started(Map.of("cache", cache.place().shown(), "database", database.name()));
        return new Warming(effect, cache, database, execution, evicted, keep).done();
    }

    /** Writing the same keys again leads to the same cache. */
    public Finding establish(Started started) {
        return new Finding(
                Finding.Verdict.PLAN_AGAIN,
                "keys that were written are looked at, and the rest or all of them are written");
    }
}
