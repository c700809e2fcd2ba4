package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code anyRow('value', above(0.01))}: at least one row has that value there. */
public record AnyRow(String column, Expectation answer) implements Expectation {
    @Override
    public String show() {
        return "some row has " + column + " " + answer.show();
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        RowsJudged judged = RowsJudged.of(now, column, answer, targets);
        return judged.holding() > 0
                ? Opinion.of(
                        true,
                        judged.holding() + " of " + now.total() + " rows, the first: "
                                + Single.row(now, judged.first()))
                : Single.failed(now.total() == 0 ? Single.nothing(now) : "none of " + now.total() + " rows", show());
    }
}
