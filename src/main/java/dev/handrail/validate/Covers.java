package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code covers('2026-12-15')}, {@code covers('+2d')}: a partition takes rows of that moment. */
public record Covers(String moment) implements Expectation {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        throw new IllegalStateException("not written");
    }
}
