package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few of the rows for which a constraint could not be put in force. */
record Offending(Postgres database, Sql sql) {
    /** How the class of SQLSTATEs that tell of a broken constraint is written in a failure. */
    private static final String BROKEN = "(SQLSTATE 23";

    private static final int LONGEST = 60;

    /** The failure with the rows in it; as it was, where it is of another kind, or looking takes too long. */
    EffectFailure told(EffectFailure failure, Execution execution) {
        String query = sql.facts().get(Sql.OFFENDING);
        Problem problem = failure.problem();
        if (query == null
                || failure.kind() != EffectFailure.Kind.FAILED
                || !problem.why().contains(BROKEN)) {
            return failure;
        }
        List<String> rows = rows(query, execution);
        if (rows.isEmpty()) {
            return failure;
        }
        return new EffectFailure(
                failure.kind(),
                new Problem(
                        problem.exitCode(),
                        problem.what(),
                        problem.where(),
                        problem.why() + "\nrows that break it, for example:\n  " + String.join("\n  ", rows),
                        "mend these rows, then retry: what is there stays, and only the rest is done; all of them: "
                                + query.replaceAll(" limit \\d+$", ""),
                        problem));
    }

    private List<String> rows(String query, Execution execution) {
        try {
            Reading reading = database.ask(Statement.ours(query), execution.values());
            return reading.rows().stream()
                    .map(row -> row(reading.columns(), row))
                    .toList();
        } catch (Problem unanswered) {
            return List.of();
        }
    }

    private static String row(List<String> columns, List<@Nullable Object> values) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = String.valueOf(values.get(i));
            cells.add(columns.get(i) + " = " + (value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value));
        }
        return String.join(", ", cells);
    }
}
