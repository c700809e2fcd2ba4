package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;

/**
 * One column of several rows, judged row by row.
 *
 * @param holding how many of the rows that were kept hold
 * @param first the first that holds, -1 for none
 * @param firstOther the first that does not, -1 for none
 */
record RowsJudged(long holding, int first, int firstOther) {
    static final String REMEDY = "ask for the rows that are wrong, with where, and write expect none";

    /** @throws Problem where there is no such column, or a value can't be judged at all */
    static RowsJudged of(Reading now, String column, Expectation answer, Targets targets) {
        int place = now.columns().indexOf(column);
        if (place < 0) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no column '" + column + "'",
                    "",
                    "there are " + String.join(", ", now.columns()),
                    REMEDY);
        }
        long holding = 0;
        int first = -1;
        int other = -1;
        for (int i = 0; i < now.rows().size(); i++) {
            Reading cell = Reading.of(now.rows().get(i).get(place));
            if (answer.judge(cell, null, targets).holds()) {
                first = holding++ == 0 ? i : first;
            } else {
                other = other < 0 ? i : other;
            }
        }
        return new RowsJudged(holding, first, other);
    }
}
