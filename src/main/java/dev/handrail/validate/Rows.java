package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code some} or {@code none}: at least one row, or no row. */
public record Rows(boolean some) implements Expectation {
    @Override
    public String show() {
        return some ? "some row" : "no row";
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        refuseCount(now);
        boolean holds = some == (now.total() > 0);
        String seen = now.total() == 0 ? "no row" : counted(now) + (now.total() == 1 ? " row, " : " rows, ");
        return Single.opinion(holds, now.total() == 0 ? seen : seen + Single.first(now), show());
    }

    /** Counting is given up at some point. */
    private static String counted(Reading now) {
        return (now.fact("more").isPresent() ? "more than " : "") + now.total();
    }

    /** A count is one row whatever it counts: some would always hold, none never. */
    private static void refuseCount(Reading now) {
        if (now.total() == 1 && now.columns().equals(List.of("count")) && now.value() instanceof Number) {
            throw new Problem(
                    ExitCode.WRONG,
                    "a count is always one row, so some and none judge nothing",
                    "",
                    "it counts " + Cell.shown(now.value()),
                    "write expect 0, or expect atLeast(1); or ask for the rows themselves");
        }
    }
}
