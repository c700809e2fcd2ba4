package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.time.Instant;
import java.util.Optional;

/** {@code runOf 'staging'}: when this runbook, with the same files, last passed there. */
public record RunOfQuestion(String environment) implements Question {
    @Override
    public String show() {
        return "run of " + environment;
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Reading ask(Targets targets) {
        Optional<Instant> passed = targets.history().passedIn(environment);
        return passed.map(p -> Reading.of(p.toString())).orElse(Readings.NONE);
    }
}
