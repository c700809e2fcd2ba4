package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code certificate(atLeast('14d'))}: for how long the service's certificate is still valid. */
public record Certificate(Expectation bound) implements Expectation {
    @Override
    public String show() {
        return "certificate valid for " + bound.show();
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        String until = Single.fact(now, "certificate", String.class, "only https has a certificate");
        Duration left = Duration.between(targets.clock().instant(), Instant.parse(until));
        boolean holds = bound.judge(Reading.of(left.toMillis()), null, targets).holds();
        String seen = "valid until " + until + ", " + (left.isNegative() ? "past" : Durations.show(left) + " left");
        return Single.opinion(holds, seen, show());
    }
}
