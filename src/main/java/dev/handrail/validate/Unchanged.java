package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code unchanged}: as just before the step, or before the run. */
public record Unchanged(boolean sinceRun) implements Expectation {
    @Override
    public String show() {
        return sinceRun ? "unchanged since the run began" : "unchanged";
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        if (before == null) {
            throw Earlier.missing();
        }
        if (now.rows().size() < now.total()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "too many rows to tell whether they are unchanged",
                    "",
                    "of " + now.total() + " the first " + now.rows().size() + " were kept",
                    "ask with content 'table', or for a count or a sum");
        }
        return Earlier.compare(now, before, show());
    }

    @Override
    public Baseline baseline() {
        return sinceRun ? Baseline.RUN : Baseline.STEP;
    }
}
