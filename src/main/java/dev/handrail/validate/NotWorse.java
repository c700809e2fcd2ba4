package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code notWorse(by: '10%')}: at most that share above what was read before the step; lower is better. */
public record NotWorse(double by) implements Expectation {
    @Override
    public String show() {
        return "at most " + Earlier.percent(by) + " worse than before";
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        if (before == null) {
            throw Earlier.missing();
        }
        double was = Earlier.figure(before);
        double is = Earlier.figure(now);
        boolean holds = is <= was + Math.abs(was) * by;
        return Single.opinion(holds, Earlier.plain(is) + ", before " + Earlier.plain(was), show());
    }

    @Override
    public Baseline baseline() {
        return Baseline.STEP;
    }
}
