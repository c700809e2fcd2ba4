package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code unchanged}: as just before the step, or before the run. */
public record Unchanged(boolean sinceRun) implements Expectation {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        throw new IllegalStateException("not written");
    }
}
