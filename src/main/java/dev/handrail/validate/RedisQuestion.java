package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.List;

/** {@code redis 'count', 'perm:*'}: a reading command, or {@code count} and {@code memory}. */
public record RedisQuestion(String cache, String command, List<String> arguments) implements Question {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public TargetRef target() {
        return TargetRef.cache(cache);
    }

    @Override
    public Reading ask(Targets targets) {
        throw new IllegalStateException("not written");
    }
}
