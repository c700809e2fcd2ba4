package dev.handrail.cache;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.List;

/**
 * Keys unlinked by pattern.
 */
public record FlushAction(String cache, String pattern, boolean everything) implements Action {
    @Override
    public String word() {
        return "flush";
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
