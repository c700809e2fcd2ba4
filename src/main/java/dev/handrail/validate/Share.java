package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.text.SqlText;
import org.jspecify.annotations.Nullable;

/** {@code atLeast(ratio(0.99), of: 'select count(*) …')}: a share of another count. */
public record Share(double ratio, String database, SqlText of) implements Expectation {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        throw new IllegalStateException("not written");
    }
}
