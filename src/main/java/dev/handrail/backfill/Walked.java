package dev.handrail.backfill;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table whose rows are to be changed, as the catalog has it.
 *
 * @param kind {@code r} table, {@code p} partitioned, {@code v} view … as in {@code pg_class.relkind}
 * @param keys columns that a unique index has for itself, the primary key first
 */
record Walked(String schema, String name, String kind, List<Key> keys) {
    private static final String SQL = """
            select n.nspname as schema, c.relname as name, c.relkind as kind,
                   a.attname as "column", a.attnotnull as not_null
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_index i on i.indrelid = c.oid
                 and i.indisunique and i.indisvalid and i.indimmediate
                 and i.indpred is null and i.indexprs is null and i.indnkeyatts = 1
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where c.oid = pg_catalog.to_regclass(:table)
            order by i.indisprimary desc nulls last, a.attnum
            """;

    /** A column with a unique index. */
    record Key(String column, boolean notNull) {}

    /** @throws Problem where there is no such table */
    static Walked in(Database database, String table) {
        List<Map<String, Object>> rows = database.catalog(SQL, Map.of("table", Quoting.qualified(table)));
        if (rows.isEmpty()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no table " + table + " in " + database.name(),
                    "",
                    "the name is looked up as it is written, upper and lower case as they are",
                    "correct the name, or write it with its schema: table 'schema.name'");
        }
        Map<String, Object> first = rows.get(0);
        List<Key> keys = rows.stream()
                .filter(row -> row.get("column") != null)
                .map(row -> new Key((String) row.get("column"), (Boolean) row.get("not_null")))
                .toList();
        return new Walked((String) first.get("schema"), (String) first.get("name"), (String) first.get("kind"), keys);
    }

    String qualified() {
        return Quoting.qualified(schema, name);
    }

    /**
     * The column that is walked.
     *
     * @param wanted by the author; null: the primary key, else any that fits
     * @throws Problem where there is none that meets each row exactly once
     */
    String key(@Nullable String wanted) {
        if (!kind.equals("r") && !kind.equals("p")) {
            throw refused("rows are changed in tables, and this is none", "name the table behind it");
        }
        List<String> fit =
                keys.stream().filter(Key::notNull).map(Key::column).distinct().toList();
        if (wanted == null && !fit.isEmpty()) {
            return fit.get(0);
        }
        if (wanted != null && fit.contains(wanted)) {
            return wanted;
        }
        String instead = fit.isEmpty()
                ? "give it one: a column that is not null, with a unique index for itself, then key 'column'; a"
                        + " partitioned table has none where its key spans several columns: name its partitions instead"
                : "key '" + fit.get(0) + "' would do";
        throw refused(
                (wanted == null ? "no column" : "its column " + wanted)
                        + (wanted == null ? " is" : " is not")
                        + " both unique for itself and not null, and only such a one meets each row exactly once",
                instead);
    }

    private Problem refused(String why, String remedy) {
        return new Problem(ExitCode.FAILED, qualified() + " can't be walked in batches", "", why, remedy);
    }
}
