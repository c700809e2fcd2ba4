package dev.handrail.target;

import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Prune;
import dev.handrail.runbook.Request;
import dev.handrail.runbook.Restore;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Swap;
import dev.handrail.target.backup.WholeDatabases;
import dev.handrail.target.host.ProcessPerformer;
import dev.handrail.target.web.RequestPerformer;
import java.util.function.Supplier;

/** Hands each effect to the part that knows its kind. */
record Performing(
        Databases databases,
        WholeDatabases whole,
        Supplier<RequestPerformer> requests,
        Supplier<ProcessPerformer> processes)
        implements Performer {
    @Override
    public Outcome perform(Effect effect, Execution execution) {
        if (effect instanceof Sql sql) {
            return databases.effects(sql.database()).sql(sql, execution);
        }
        if (effect instanceof Batches batches) {
            return databases.effects(batches.database()).batches(batches, execution);
        }
        if (effect instanceof Anchor anchor) {
            return databases.effects(anchor.database()).anchor(anchor, execution);
        }
        if (effect instanceof Process process) {
            return processes.get().perform(process, execution);
        }
        if (effect instanceof Request request) {
            return requests.get().perform(request, execution);
        }
        return onWholeDatabases(effect, execution);
    }

    private Outcome onWholeDatabases(Effect effect, Execution execution) {
        if (effect instanceof Dump dump) {
            return whole.dump(databases.login(dump.database()), dump, execution);
        }
        if (effect instanceof Restore restore) {
            return whole.restore(databases.login(restore.database()), restore, execution);
        }
        if (effect instanceof Swap swap) {
            return whole.swap(
                    databases.login(swap.database()),
                    swap,
                    execution,
                    databases.lock(swap.database()).swappable(),
                    () -> databases.leave(swap.database()));
        }
        if (effect instanceof Prune prune) {
            return whole.prune(prune, execution);
        }
        throw Reached.notYet("effects of kind " + effect.kind());
    }

    @Override
    public Finding establish(Started started) {
        return switch (started.kind()) {
            case "sql", "anchor", "batches" ->
                databases.effects(started.target().name()).establish(started);
            case "dump", "restore", "swap" ->
                whole.establish(databases.login(started.target().name()), started);
            case "prune" -> new Finding(Finding.Verdict.PLAN_AGAIN, "what is removed already is not there any more");
            case "request" -> requests.get().establish(started);
            case "process" -> processes.get().establish(started);
            default -> throw Reached.notYet("effects of kind " + started.kind());
        };
    }
}
