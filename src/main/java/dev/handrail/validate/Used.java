package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code used}: queries have read that index since the server's statistics were last reset. */
public record Used() implements Expectation {
    @Override
    public String show() {
        return "used";
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        if (now.total() == 0) {
            return Single.failed("there is none", show());
        }
        long scans = Single.fact(now, "scans", Number.class, "an index is used or not")
                .longValue();
        return Single.opinion(scans > 0, scans == 0 ? "never used" : "used " + scans + " times", show());
    }
}
