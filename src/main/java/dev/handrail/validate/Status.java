package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code status(200)}: the HTTP status. */
public record Status(int status) implements Expectation {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        throw new IllegalStateException("not written");
    }
}
