package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code exit(0)}: the program's exit status. */
public record Exit(int status) implements Expectation {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        throw new IllegalStateException("not written");
    }
}
