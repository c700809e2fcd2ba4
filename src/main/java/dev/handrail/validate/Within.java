package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code atLeast atMost above below between}: bounds on a number, a size, or a duration in milliseconds. */
public record Within(
        @Nullable Double from,
        boolean fromIncluded,
        @Nullable Double to,
        boolean toIncluded,
        String shown) implements Expectation {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        throw new IllegalStateException("not written");
    }
}
