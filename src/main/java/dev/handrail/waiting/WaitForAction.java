package dev.handrail.waiting;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time, or until questions hold.
 *
 * @param time how long to wait; null where {@code until} is given
 * @param until all must hold; empty where {@code time} is given
 */
public record WaitForAction(@Nullable Duration time, List<Check> until, Duration atMost, Duration every)
        implements Action {
    @Override
    public String word() {
        return "waitFor";
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
