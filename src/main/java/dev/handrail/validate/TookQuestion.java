package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.time.Duration;
import java.util.Optional;

/** {@code took 'section/step'}: how long a step of this run took, in milliseconds. */
public record TookQuestion(String step) implements Question {
    @Override
    public String show() {
        return "took " + step;
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Reading ask(Targets targets) {
        Optional<Duration> took = targets.history().took(step);
        return took.map(t -> Reading.of(t.toMillis())).orElse(Readings.NONE);
    }
}
