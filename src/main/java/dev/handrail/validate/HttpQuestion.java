package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Text;
import java.util.Map;

/** {@code http '/health'}: GET or HEAD. */
public record HttpQuestion(String service, String method, Text path, Map<String, Text> headers) implements Question {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public TargetRef target() {
        return TargetRef.service(service);
    }

    @Override
    public Reading ask(Targets targets) {
        throw new IllegalStateException("not written");
    }
}
