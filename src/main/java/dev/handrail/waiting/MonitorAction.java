package dev.handrail.waiting;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Observe.OnFailure;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.time.Duration;
import java.util.List;

/**
 * Questions asked for a while.
 */
public record MonitorAction(List<Check> checks, Duration every, Duration during, int tolerate, OnFailure onFailure)
        implements Action {
    @Override
    public String word() {
        return "monitor";
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
