package dev.handrail.target;

import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Started;
import dev.handrail.target.host.ProcessPerformer;
import java.util.function.Supplier;

/** Hands each effect to the part that knows its kind. */
record Performing(Databases databases, Supplier<ProcessPerformer> processes) implements Performer {
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
        throw Reached.notYet("effects of kind " + effect.kind());
    }

    @Override
    public Finding establish(Started started) {
        return switch (started.kind()) {
            case "sql", "anchor", "batches" ->
                databases.effects(started.target().name()).establish(started);
            case "process" -> processes.get().establish(started);
            default -> throw Reached.notYet("effects of kind " + started.kind());
        };
    }
}
