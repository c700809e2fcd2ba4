package dev.handrail.hazard;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Observe;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.List;

/** An action some of whose hazards comments above its word take, on its own way back too. */
public record Taking(Action action, Accepts accepts) implements Action, Speaking {
    @Override
    public String word() {
        return action.word();
    }

    @Override
    public Risk ceiling() {
        return action.ceiling();
    }

    @Override
    public List<TargetRef> touches() {
        return action.touches();
    }

    @Override
    public Plan plan(Targets targets) {
        Plan plan = action.plan(targets);
        return plan.with(accepts.taking(plan.hazards()), plan.consents());
    }

    @Override
    public List<Said> says(Targets targets) {
        return action instanceof Speaking speaking ? speaking.says(targets) : List.of();
    }

    @Override
    public List<Check> asks() {
        return action.asks();
    }

    @Override
    public Observe.OnFailure onFailure() {
        return action.onFailure();
    }

    @Override
    public WayBack wayBack() {
        WayBack own = action.wayBack();
        return own instanceof WayBack.By by
                ? new WayBack.By(
                        by.shown(), by.ceiling(), done -> new Taking(by.action().apply(done), accepts))
                : own;
    }
}
