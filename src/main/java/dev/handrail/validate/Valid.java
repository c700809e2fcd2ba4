package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code valid}: the index or constraint is valid. */
public record Valid() implements Expectation {
    @Override
    public String show() {
        return "valid";
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        if (now.total() == 0) {
            return Single.failed("there is none", show());
        }
        boolean valid = Single.fact(now, "valid", Boolean.class, "an index or a constraint is valid or not");
        return Single.opinion(valid, valid ? "valid" : "not valid", show());
    }
}
