package dev.handrail.validate;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code oneOf('a', 'b')}: one of these values. */
public record OneOf(List<Object> values) implements Expectation {
    @Override
    public String show() {
        return "one of " + values.stream().map(Cell::shown).collect(Collectors.joining(", "));
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        return Single.judge(now, show(), read -> values.stream().anyMatch(v -> fits(read, v)));
    }

    /** Values of several kinds may stand side by side: one that can't be compared is not the one. */
    private static boolean fits(@Nullable Object read, Object value) {
        try {
            return Cell.same(read, value);
        } catch (Problem e) {
            return false;
        }
    }
}
