package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;

/** {@code disk}: bytes free where a folder is. */
public record DiskQuestion(String folder) implements Question {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Reading ask(Targets targets) {
        throw new IllegalStateException("not written");
    }
}
