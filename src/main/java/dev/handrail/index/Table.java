package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;

/**
 * The table that an index is on.
 *
 * @param kind {@code r} table, {@code m} materialized view, {@code p} partitioned …
 */
record Table(String schema, String name, String kind) {
    private static final String SQL = """
            select n.nspname as schema, c.relname as name, c.relkind as kind
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid = pg_catalog.to_regclass(:name)
            """;

    /** @throws Problem where there is none */
    static Table in(Database database, String lookup) {
        List<Map<String, Object>> rows = database.catalog(SQL, Map.of("name", lookup));
        if (rows.isEmpty()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no table " + lookup + " in " + database.name(),
                    "",
                    "",
                    "correct the name, or write it with its schema: on schema.table");
        }
        Map<String, Object> row = rows.get(0);
        return new Table((String) row.get("schema"), (String) row.get("name"), (String) row.get("kind"));
    }

    boolean partitioned() {
        return kind.equals("p");
    }

    void refuseUnlessIndexable() {
        if (kind.equals("p")) {
            throw new Problem(
                    ExitCode.FAILED,
                    Quoting.qualified(schema, name) + " is partitioned: its index can't be replaced in one go",
                    "",
                    "PostgreSQL changes the indexes of its partitions together, and only while writers wait",
                    "create one under another name: it is built partition by partition; then drop the old one with sql"
                            + " 'drop index …', when writers may wait a moment");
        }
        if (!kind.equals("r") && !kind.equals("m")) {
            throw new Problem(
                    ExitCode.FAILED,
                    Quoting.qualified(schema, name) + " can't have an index",
                    "",
                    "it is neither a table nor a materialized view",
                    "name the table behind it");
        }
    }
}
