package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code p95(below('10ms'))}: that percentile of measured milliseconds is within the bound. */
public record Percentile(int percent, Expectation bound) implements Expectation {
    @Override
    public String show() {
        return "p" + percent + " " + bound.show();
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        List<Double> sorted = Earlier.measured(now);
        if (sorted.isEmpty()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "nothing was measured, so there is no p" + percent,
                    "",
                    "",
                    "let explain measure: explain('…') { times 100 }");
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        double value = sorted.get(Math.max(rank, 1) - 1);
        Opinion opinion = bound.judge(Reading.of(value), null, targets);
        String seen = "p" + percent + " " + Earlier.plain(value) + " ms of " + sorted.size();
        return Single.opinion(opinion.holds(), seen, show());
    }
}
