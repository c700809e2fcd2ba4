package dev.handrail.target.redis;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Warm;
import java.util.Map;
import java.util.function.Function;

/** Fills a cache from a query. */
public final class WarmPerformer {
    private final Function<String, RedisTarget> caches;
    private final Function<String, Database> databases;

    /** Both by the runbook's names. */
    public WarmPerformer(Function<String, RedisTarget> caches, Function<String, Database> databases) {
        this.caches = caches;
        this.databases = databases;
    }

    /** @throws EffectFailure failed or cancelled, saying how many of how many were written; again writes them all */
    public Outcome perform(Warm effect, Execution execution) {
        RedisTarget cache = caches.apply(effect.cache());
        Database database = databases.apply(effect.database());
        long evicted = cache.info().master(cache.place()).number("evicted_keys");
        execution.onCancel(() -> {});
        execution.started(Map.of("cache", cache.place().shown(), "database", database.name()));
        return new Warming(effect, cache, database, execution, evicted).done();
    }

    /** Writing the same keys again leads to the same cache. */
    public Finding establish(Started started) {
        return new Finding(Finding.Verdict.PLAN_AGAIN, "keys that were written are written again");
    }
}
