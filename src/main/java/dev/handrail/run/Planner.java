package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans every step of a runbook without doing any: reads only. */
public final class Planner {
    private final Targets targets;
    private final TargetNames names;

    public Planner(String environment, Targets targets) {
        this.targets = targets;
        this.names = new TargetNames(environment, targets);
    }

    /** One step and what it would do; {@code problem}: it can't be planned, although nothing before it changes anything. */
    public record PlannedStep(
            Step step,
            Plan plan,
            Risk risk,
            String target,
            String wayBack,
            @Nullable Problem problem) {}

    public List<PlannedStep> plan(List<Step> steps) {
        List<PlannedStep> planned = new ArrayList<>();
        Set<String> anchored = new LinkedHashSet<>();
        AppliedBefore applied = new AppliedBefore();
        String changing = null;
        for (Step step : steps) {
            PlannedStep one = one(step, anchored, applied, changing);
            planned.add(one);
            for (Effect effect : one.plan().effects()) {
                if (effect instanceof Anchor anchor) {
                    anchored.add(anchor.database());
                }
            }
            if (!one.plan().isEmpty() && one.risk() != Risk.READS) {
                changing = step.id();
            }
        }
        return planned;
    }

    private PlannedStep one(Step step, Set<String> anchored, AppliedBefore applied, @Nullable String changing) {
        try {
            Plan plan = applied.left(step, new Planning(targets).of(step.id(), step.action(), anchored, Set.of()));
            return planned(step, plan, null);
        } catch (Problem problem) {
            // What an earlier step makes is not there yet: the exact plan is made when this one's turn comes.
            return changing != null
                    ? planned(step, Plan.provisional(step.ceiling(), "after " + changing), null)
                    : planned(step, Plan.provisional(step.ceiling(), problem.what()), problem);
        }
    }

    private PlannedStep planned(Step step, Plan plan, @Nullable Problem problem) {
        String target;
        try {
            target = names.shown(step.target());
        } catch (Problem unreachable) {
            target = step.target() + " (" + unreachable.what() + ")";
        }
        return new PlannedStep(
                step, plan, Acting.risk(step, "forward", plan), target, Questions.wayBack(step.wayBack()), problem);
    }

    /** The step as a run would put it on record. */
    public static Event.StepPlanned recorded(PlannedStep planned) {
        return Planning.recorded(
                planned.step(), "forward", 1, planned.plan(), planned.risk().word(), planned.target());
    }
}
