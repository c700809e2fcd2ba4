package dev.handrail.target;

import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Ask;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Delegated;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Observe;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Prune;
import dev.handrail.runbook.Request;
import dev.handrail.runbook.Restore;
import dev.handrail.runbook.RestorePoint;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Swap;
import dev.handrail.runbook.Unlink;
import dev.handrail.runbook.Upload;
import dev.handrail.runbook.Warm;
import java.util.Map;
import java.util.function.BiFunction;

/** Hands each effect to the part that knows its kind. */
final class Performing implements Performer {
    private final Performers parts;
    private final Map<Class<? extends Effect>, BiFunction<Effect, Execution, Outcome>> ways;

    Performing(Performers parts) {
        this.parts = parts;
        this.ways = Map.ofEntries(
                way(
                        Anchor.class,
                        (e, x) -> parts.databases().effects(e.database()).anchor(e, x)),
                way(Sql.class, (e, x) -> parts.databases().effects(e.database()).sql(e, x)),
                way(
                        Batches.class,
                        (e, x) -> parts.databases().effects(e.database()).batches(e, x)),
                way(Dump.class, this::dump),
                way(
                        Restore.class,
                        (e, x) ->
                                parts.wholeDatabases().restore(parts.databases().login(e.database()), e, x)),
                way(Swap.class, this::swap),
                way(Prune.class, (e, x) -> parts.wholeDatabases().prune(e, x)),
                way(
                        RestorePoint.class,
                        (e, x) -> parts.wholeDatabases().point(parts.databases().login(e.database()), e, x)),
                way(Upload.class, (e, x) -> parts.wholeDatabases().upload(e, x)),
                way(Unlink.class, (e, x) -> parts.unlinks().perform(e, x)),
                way(Warm.class, (e, x) -> parts.warms().perform(e, x)),
                way(Request.class, (e, x) -> parts.requests().perform(e, x)),
                way(Process.class, (e, x) -> parts.processes().perform(e, x)),
                way(Delegated.class, (e, x) -> parts.migrators().perform(e, x)),
                way(Ask.class, Performing::runners),
                way(Observe.class, Performing::runners));
    }

    private static <E extends Effect> Map.Entry<Class<? extends Effect>, BiFunction<Effect, Execution, Outcome>> way(
            Class<E> kind, BiFunction<E, Execution, Outcome> performs) {
        return Map.entry(kind, (effect, execution) -> performs.apply(kind.cast(effect), execution));
    }

    @Override
    public Outcome perform(Effect effect, Execution execution) {
        BiFunction<Effect, Execution, Outcome> way = ways.get(effect.getClass());
        if (way == null) {
            throw new IllegalStateException("nobody performs " + effect.kind());
        }
        return way.apply(effect, execution);
    }

    private static Outcome runners(Effect effect, Execution execution) {
        throw new IllegalStateException("the runner itself performs " + effect.kind());
    }

    private Outcome dump(Dump dump, Execution execution) {
        Databases databases = parts.databases();
        String scratch = dump.proving().scratchOn();
        return parts.wholeDatabases()
                .dump(
                        databases.login(dump.database()),
                        databases.login(scratch == null ? dump.database() : scratch),
                        dump,
                        execution);
    }

    private Outcome swap(Swap swap, Execution execution) {
        Databases databases = parts.databases();
        return parts.wholeDatabases()
                .swap(
                        databases.login(swap.database()),
                        swap,
                        execution,
                        databases.lock(swap.database()).swappable(),
                        () -> databases.leave(swap.database()));
    }

    @Override
    public Finding establish(Started started) {
        String name = started.target().name();
        return switch (started.kind()) {
            case "sql", "anchor", "batches" -> parts.databases().effects(name).establish(started);
            case "dump", "restore", "swap", "upload", "restore-point" ->
                parts.wholeDatabases().establish(parts.databases().login(name), started);
            case "prune" -> new Finding(Finding.Verdict.PLAN_AGAIN, "what is removed already is not there any more");
            case "unlink" -> parts.unlinks().establish(started);
            case "warm" -> parts.warms().establish(started);
            case "request" -> parts.requests().establish(started);
            case "delegated" -> parts.migrators().establish(started);
            case "process" -> parts.processes().establish(started);
            default ->
                new Finding(Finding.Verdict.UNKNOWN, "this handrail does not know effects of kind " + started.kind());
        };
    }
}
