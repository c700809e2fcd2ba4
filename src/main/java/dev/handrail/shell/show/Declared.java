package dev.handrail.shell.show;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import java.util.List;

/** What an action says of itself without a target: its exact work where that is the same everywhere, else its options. */
record Declared(Action action) {
    List<String> lines() {
        List<String> exact = exact();
        return exact.isEmpty() && action instanceof Record parts ? Described.of(parts) : exact;
    }

    /** What the way back of a step does, as far as it is the same everywhere; nothing where that is seen only later. */
    static List<String> back(Step step) {
        return step.wayBack() instanceof WayBack.By by
                ? new Declared(by.action().apply(new Done("", step.id(), List.of()))).exact()
                : List.of();
    }

    private List<String> exact() {
        try {
            Plan plan = action.plan(new Unreachable());
            return plan.effects().stream()
                    .flatMap(effect -> effect.show().stream())
                    .toList();
        } catch (Problem looks) {
            return List.of();
        }
    }
}
