package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code containing('ready')}, {@code containing(~/v2\.\d/)}: the text holds this somewhere. */
public record Containing(Pattern pattern, String shown) implements Expectation {
    @Override
    public String show() {
        return "containing " + shown;
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        return Single.judge(
                now,
                show(),
                read -> read != null && pattern.matcher(Cell.whole(read)).find());
    }
}
