package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Text;
import java.util.List;
import java.util.Map;

/** {@code http '/health'}: GET or HEAD. */
public record HttpQuestion(String service, String method, Text path, Map<String, Text> headers) implements Question {
    @Override
    public String show() {
        return method + " " + path.show() + " on " + service;
    }

    @Override
    public TargetRef target() {
        return TargetRef.service(service);
    }

    @Override
    public List<Text.Captured> awaits() {
        return Awaited.by(path, headers.values());
    }

    @Override
    public Reading ask(Targets targets) {
        return targets.service(service).ask(method, path, headers, targets.values());
    }
}
