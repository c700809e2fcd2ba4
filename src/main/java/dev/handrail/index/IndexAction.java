package dev.handrail.index;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.List;

/**
 * An index built or dropped without blocking writers.
 *
 * @param definition for CREATE and REPLACE: {@code [unique] idx on t using gin (c)}; for DROP: the index's name
 */
public record IndexAction(String database, Mode mode, String definition, Envelope envelope) implements Action {
    /** What is done with the index. */
    public enum Mode {
        CREATE,
        DROP,
        /** Built anew under another name, then the names change places. */
        REPLACE
    }

    @Override
    public String word() {
        return "index";
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
