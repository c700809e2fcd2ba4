package dev.handrail.partition;

import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
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

    /** @throws dev.handrail.problem.Problem where one of the names belongs to something else */
    static void refuseTaken(Database database, Table table, Model model, List<Wanted> missing) {
        List<String> names =
                missing.stream().filter(w -> !table.fills(w)).map(Wanted::name).toList();
        if (names.isEmpty()) {
            return;
        }
        String schema = missing.get(0).schema();
        List<String> taken =
                database.catalog(TAKEN, Map.of("schema", schema, "names", String.join("\n", names))).stream()
                        .map(row -> (String) row.get("name"))
                        .toList();
        if (!taken.isEmpty()) {
            String name = Quoting.qualified(schema, taken.get(0));
            throw Fitting.refused(
                    "the name " + name + " is taken",
                    "by a partition with other bounds, by one that was detached before, or by something else",
                    "attach it again with sql, or rename it, or give the new ones other names with template");
        }
    }

    /** @throws dev.handrail.problem.Problem where rows of the default partition can't leave it, or are on their way to a partition not wanted */
    static void refuseMoving(Table table, Creating creating) {
        List<String> wanted =
                creating.displacing().stream().map(Wanted::qualified).toList();
        table.fillings().stream()
                .filter(f -> !wanted.contains(f.qualified()))
                .findFirst()
                .ifPresent(f -> {
                    throw Fitting.refused(
                            f.qualified() + " was being filled with rows of the default partition, and is not attached",
                            "an earlier attempt was interrupted: its rows are not seen through " + table.qualified(),
                            "plan it with the options that it was begun with (by, zone, ahead, behind), or take that"
                                    + " run back: handrail rollback");
                });
        Fallback fallback = table.fallback();
        if (!wanted.isEmpty() && fallback != null && !fallback.plain()) {
            throw Fitting.refused(
                    creating.displaced().shown(fallback.qualified()) + " must be moved, and it is partitioned itself",
                    "",
                    "move them with sql");
        }
        if (!wanted.isEmpty() && !table.referencedBy().isEmpty()) {
            throw Fitting.refused(
                    creating.displaced().shown(fallback == null ? "" : fallback.qualified())
                            + " must be moved, and foreign keys of " + String.join(", ", table.referencedBy())
                            + " point at " + table.qualified(),
                    "PostgreSQL lets no row that is pointed at leave the table, not even for a moment",
                    "drop the foreign key before, with sql, and add it again afterwards: not valid, then validate");
        }
    }
}
