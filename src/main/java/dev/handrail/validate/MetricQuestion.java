package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;

/** {@code metric 'rate(…)'}: a Prometheus instant query. */
public record MetricQuestion(String metrics, String query) implements Question {
    @Override
    public String show() {
        return query;
    }

    @Override
    public TargetRef target() {
        return TargetRef.metrics(metrics);
    }

    @Override
    public Reading ask(Targets targets) {
        return targets.metrics(metrics).ask(query);
    }
}
