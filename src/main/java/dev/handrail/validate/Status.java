package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code status(200)}: the HTTP status. */
public record Status(int status) implements Expectation {
    @Override
    public String show() {
        return "status " + status;
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        long seen = Single.fact(now, "status", Number.class, "a status is what http has")
                .longValue();
        return Single.opinion(seen == status, "status " + seen, show());
    }
}
