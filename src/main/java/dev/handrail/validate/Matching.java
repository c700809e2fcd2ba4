package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code matching(~/…/)}: the whole text fits the pattern. */
public record Matching(Pattern pattern) implements Expectation {
    @Override
    public String show() {
        return "matching " + pattern;
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        return Single.judge(
                now,
                show(),
                read -> read != null && pattern.matcher(Cell.whole(read)).matches());
    }
}
