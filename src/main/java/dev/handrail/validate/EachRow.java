package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import org.jspecify.annotations.Nullable;

/** {@code eachRow('result', 'PASS')}: every row has that value there. */
public record EachRow(String column, Object value) implements Expectation {
    @Override
    public String show() {
        return "each row has " + column + " " + Cell.shown(value);
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        int place = now.columns().indexOf(column);
        if (place < 0) {
            throw problem("there is no column '" + column + "'", "there are " + String.join(", ", now.columns()));
        }
        if (now.total() == 0) {
            return Single.failed("no row", show());
        }
        long others = 0;
        String first = "";
        for (int i = 0; i < now.rows().size(); i++) {
            if (!Cell.same(now.rows().get(i).get(place), value)) {
                first = others++ == 0 ? Single.row(now, i) : first;
            }
        }
        if (others > 0) {
            return Single.failed(others + " of " + now.total() + " rows differ, the first: " + first, show());
        }
        if (now.rows().size() < now.total()) {
            throw problem(
                    "too many rows to judge each",
                    "of " + now.total() + " the first " + now.rows().size() + " were kept");
        }
        return Opinion.of(true, now.total() + " rows");
    }

    private Problem problem(String what, String why) {
        return new Problem(
                ExitCode.FAILED, what, "", why, "ask for the rows that are wrong, with where, and write expect none");
    }
}
