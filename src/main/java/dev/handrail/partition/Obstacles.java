package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can stand in the way of partitions that are to be created: names that are taken, rows that went elsewhere. */
final class Obstacles {
    private static final String TAKEN = """
            select c.relname as name, c.relkind as kind
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = :schema and c.relname = any (string_to_array(:names, chr(10)))
            """;

    private Obstacles() {}

    /** @throws Problem where one of the names belongs to something else */
    static void refuseTaken(Database database, Parent parent, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        List<String> taken =
                database.catalog(TAKEN, Map.of("schema", parent.home(), "names", String.join("\n", names))).stream()
                        .map(row -> (String) row.get("name"))
                        .toList();
        if (!taken.isEmpty()) {
            String name = Quoting.qualified(parent.home(), taken.get(0));
            throw Fitting.refused(
                    "the name " + name + " is taken",
                    "by a partition with other bounds, by one that was detached before, or by something else",
                    "attach it again with sql, or rename it, or give the new ones other names with template");
        }
    }

    /** @throws Problem where the default partition holds rows that belong into the new ones */
    static void refuseRowsInTheWay(Database database, Values values, Parent parent, List<Period> missing) {
        Parent.Fallback fallback = parent.fallback();
        if (fallback == null || missing.isEmpty()) {
            return;
        }
        List<List<Object>> rows =
                database.ask(rowsIn(parent, fallback, missing), values).rows();
        long count = ((Number) rows.get(0).get(0)).longValue();
        if (count > 0) {
            throw new Problem(
                    ExitCode.FAILED,
                    String.format(
                            java.util.Locale.ROOT,
                            "%,d rows of the default partition %s belong into partitions that are to be created",
                            count,
                            fallback.qualified()),
                    "",
                    "from " + rows.get(0).get(1) + " to " + rows.get(0).get(2)
                            + "; PostgreSQL refuses a partition while the default one holds its rows",
                    "move them out with sql, in one transaction: detach the default partition, create the partitions,"
                            + " insert its rows into " + parent.qualified()
                            + " and delete them there, attach it again");
        }
    }

    private static Statement rowsIn(Parent parent, Parent.Fallback fallback, List<Period> missing) {
        String column = Quoting.name(parent.column());
        List<String> ranges = new ArrayList<>();
        for (Period period : missing) {
            ranges.add(column + " >= " + Quoting.literal(parent.axis().written(period.start())) + " and " + column
                    + " < " + Quoting.literal(parent.axis().written(period.end())));
        }
        return Statement.ours("select count(*), cast(min(" + column + ") as text), cast(max(" + column
                + ") as text) from " + fallback.qualified() + " where " + String.join(" or ", ranges));
    }
}
