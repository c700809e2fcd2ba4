package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.List;
import java.util.stream.Stream;

/** {@code redis 'count', 'perm:*'}: a reading command, or {@code count} and {@code memory}. */
public record RedisQuestion(String cache, String command, List<String> arguments) implements Question {
    @Override
    public String show() {
        return "redis "
                + String.join(
                        " ",
                        Stream.concat(Stream.of(command), arguments.stream()).toList());
    }

    @Override
    public TargetRef target() {
        return TargetRef.cache(cache);
    }

    @Override
    public Reading ask(Targets targets) {
        Cache asked = targets.cache(cache);
        if (!command.strip().equalsIgnoreCase("count")) {
            return asked.ask(command, arguments);
        }
        if (arguments.size() != 1) {
            throw new Problem(
                    ExitCode.WRONG, "redis 'count' takes one pattern", "", show(), "write: redis 'count', 'perm:*'");
        }
        return Reading.of(asked.count(arguments.get(0), Long.MAX_VALUE));
    }
}
