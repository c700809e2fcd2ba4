package dev.handrail.sql;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.SqlText;
import java.util.List;

/**
 * Statements as the author wrote them.
 */
public record SqlAction(String database, SqlText sql, boolean outside, Envelope envelope) implements Action {
    @Override
    public String word() {
        return "sql";
    }

    @Override
    public Risk ceiling() {
        throw new IllegalStateException("not written");
    }

    @Override
    public List<TargetRef> touches() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Plan plan(Targets targets) {
        throw new IllegalStateException("not written");
    }

    @Override
    public WayBack wayBack() {
        throw new IllegalStateException("not written");
    }
}
