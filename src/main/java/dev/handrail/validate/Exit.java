package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code exit(0)}: the program's exit status. */
public record Exit(int status) implements Expectation {
    @Override
    public String show() {
        return "exit " + status;
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        long seen = Single.fact(now, "exit", Number.class, "an exit status is what command has")
                .longValue();
        String said = now.fact("stderr").map(e -> " (" + Cell.shown(e) + ")").orElse("");
        return Single.opinion(seen == status, "exit " + seen + (seen == status ? "" : said), show());
    }
}
