package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code responseHeader('Content-Type', containing('json'))}: what an HTTP answer says in a header. */
public record ResponseHeader(String name, Expectation answer) implements Expectation {
    @Override
    public String show() {
        return "header " + name + " " + answer.show();
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        Single.fact(now, "status", Number.class, "headers are what http has");
        Object value = now.fact("header." + name.toLowerCase(Locale.ROOT)).orElse(null);
        if (value == null) {
            return Single.failed("no header " + name, show());
        }
        Opinion opinion = answer.judge(Reading.of(value), null, targets);
        return Opinion.of(opinion.holds(), "header " + name + " is " + opinion.seen());
    }
}
