package dev.handrail.validate;

import dev.handrail.runbook.Process;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Text;
import java.util.List;
import java.util.Map;

/** {@code command 'kubectl', 'version'}: a program that only looks; its output is the value, {@code exit} a fact. */
public record CommandQuestion(List<Text> argv, Map<String, Text> environment, String directory) implements Question {
    @Override
    public String show() {
        return Process.line(argv);
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public List<Text.Captured> awaits() {
        return Awaited.by(argv, environment.values());
    }

    @Override
    public Reading ask(Targets targets) {
        return targets.host().ask(argv, environment, directory, targets.values());
    }
}
