package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Text;
import java.util.Map;

/** {@code sample 'errors_total{code="500"}'}: one metric as the service's own metrics page has it. */
public record SampleQuestion(String service, String path, Samples wanted) implements Question {
    @Override
    public String show() {
        return wanted.written() + " of " + path + " on " + service;
    }

    @Override
    public TargetRef target() {
        return TargetRef.service(service);
    }

    @Override
    public Reading ask(Targets targets) {
        Reading page = targets.service(service).ask("GET", Text.of(path), Map.of(), targets.values());
        long status = Cell.number(page.fact("status").orElse(0))
                .map(Number::longValue)
                .orElse(0L);
        if (status != 200) {
            throw new Problem(
                    ExitCode.FAILED,
                    path + " on " + service + " answered " + status,
                    "",
                    "a page of metrics is expected",
                    "name the page that has them: sample 'name', '/metrics'");
        }
        return wanted.in(String.valueOf(page.value()));
    }
}
