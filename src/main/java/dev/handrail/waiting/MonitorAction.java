package dev.handrail.waiting;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Observe;
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
        return Risk.READS;
    }

    @Override
    public List<TargetRef> touches() {
        return Looked.at(checks);
    }

    @Override
    public Plan plan(Targets targets) {
        Observe watch = new Observe(touches().get(0), checks, false, every, during, tolerate, onFailure);
        return Plan.of(Risk.READS, List.of(watch)).with(new Estimate(during, 0, "looks", 0, "as written"));
    }

    @Override
    public OnFailure onFailure() {
        return onFailure;
    }

    @Override
    public List<Check> asks() {
        return checks;
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.Nothing("it only looks");
    }
}
