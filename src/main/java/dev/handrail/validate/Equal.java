package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code expect 0}: the one value is this one; numbers by value, text exactly. */
public record Equal(@Nullable Object value) implements Expectation {
    @Override
    public String show() {
        return Cell.shown(value);
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        return Single.judge(now, show(), read -> Cell.same(read, value));
    }
}
