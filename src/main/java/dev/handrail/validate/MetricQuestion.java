package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code metric 'rate(…)'}: a Prometheus query.
 *
 * @param over the time up to now; null: this moment alone
 * @param step from one sample to the next
 */
public record MetricQuestion(
        String metrics, String query, @Nullable Duration over, Duration step) implements Question {
    /** Of this moment. */
    public MetricQuestion(String metrics, String query) {
        this(metrics, query, null, Duration.ofSeconds(30));
    }

    @Override
    public String show() {
        return over == null ? query : query + "; over " + Durations.show(over) + ", every " + Durations.show(step);
    }

    @Override
    public TargetRef target() {
        return TargetRef.metrics(metrics);
    }

    @Override
    public Reading ask(Targets targets) {
        if (over == null) {
            return targets.metrics(metrics).ask(query);
        }
        Instant now = targets.clock().instant();
        return targets.metrics(metrics).range(query, now.minus(over), now, step);
    }
}
