package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code eachRow('result', 'PASS')}, {@code eachRow('value', below(0.02))}: every row has that value there. */
public record EachRow(String column, Expectation answer) implements Expectation {
    @Override
    public String show() {
        return "each row has " + column + " " + answer.show();
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        RowsJudged judged = RowsJudged.of(now, column, answer, targets);
        if (now.total() == 0) {
            return Single.failed(Single.nothing(now), show());
        }
        long others = now.rows().size() - judged.holding();
        if (others > 0) {
            return Single.failed(
                    others + " of " + now.total() + " rows differ, the first: " + Single.row(now, judged.firstOther()),
                    show());
        }
        if (now.rows().size() < now.total()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "too many rows to judge each",
                    "",
                    "of " + now.total() + " the first " + now.rows().size() + " were kept",
                    RowsJudged.REMEDY);
        }
        return Opinion.of(true, now.total() + " rows");
    }
}
