package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code youngerThan('1h')}: the moment read is at most so long ago. */
public record YoungerThan(Duration age) implements Expectation {
    /** How far two machines' clocks may be apart; a moment further ahead is not young but wrong. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    @Override
    public String show() {
        return "younger than " + Durations.show(age);
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        return Single.judgeShown(now, show(), value -> {
            Instant moment = Moments.of(value);
            Duration past = Duration.between(moment, targets.clock().instant());
            boolean young = past.compareTo(age) <= 0 && past.compareTo(SKEW.negated()) >= 0;
            String ago = past.isNegative() ? "in " + Durations.show(past.negated()) : Durations.show(past) + " ago";
            return Single.opinion(young, moment.truncatedTo(ChronoUnit.SECONDS) + ", " + ago, show());
        });
    }
}
