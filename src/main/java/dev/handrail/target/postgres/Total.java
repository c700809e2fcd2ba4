package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Batches;
import dev.handrail.text.Quoting;
import java.util.Map;

/** About how many rows a walk will change: for its progress only. */
final class Total {
    private Total() {}

    /** Counted where that takes no longer than a question may; else what the catalog guesses, or 0. */
    static long of(Postgres database, Batches batches) {
        try {
            return batches.where() == null
                    ? guessed(database, batches)
                    : database.count(batches.table(), batches.where());
        } catch (Problem e) {
            return 0;
        }
    }

    private static long guessed(Postgres database, Batches batches) {
        return database
                .catalog(
                        "select greatest(reltuples, 0)::bigint as rows from pg_catalog.pg_class"
                                + " where oid = pg_catalog.to_regclass(:name)",
                        Map.of("name", Quoting.qualified(batches.table())))
                .stream()
                .mapToLong(row -> ((Number) row.get("rows")).longValue())
                .sum();
    }
}
