package dev.handrail.waiting;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Observe;
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
        return Risk.READS;
    }

    @Override
    public List<TargetRef> touches() {
        return Looked.at(until);
    }

    @Override
    public Plan plan(Targets targets) {
        if (time == null) {
            Observe look = new Observe(touches().get(0), until, true, every, atMost, 0, Observe.OnFailure.STOP);
            return Plan.of(Risk.READS, List.of(look));
        }
        Observe pause = new Observe(TargetRef.HOST, List.of(), false, null, time, 0, Observe.OnFailure.STOP);
        return Plan.of(Risk.READS, List.of(pause)).with(new Estimate(time, 0, "looks", 0, "as written"));
    }

    @Override
    public List<Check> asks() {
        return until;
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.Nothing("it only waits");
    }
}
