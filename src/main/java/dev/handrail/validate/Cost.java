package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code cost(below(1000))}: what the planner estimates, in its own unit. */
public record Cost(Expectation bound) implements Expectation {
    @Override
    public String show() {
        return "estimated cost " + bound.show();
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        Number cost = Single.fact(now, "cost", Number.class, "explain tells what a query costs");
        boolean holds = bound.judge(Reading.of(cost), null, targets).holds();
        return Single.opinion(holds, "cost " + Earlier.plain(cost.doubleValue()), show());
    }
}
