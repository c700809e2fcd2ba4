package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the catalog says of one object; no row where it is not there. Names are taken as they are written. */
final class SchemaObjects {
    private static final String COLUMN = """
            select pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid) as "default"
            from pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = pg_catalog.to_regclass(:table) and a.attname = :column
              and a.attnum > 0 and not a.attisdropped
            """;
    private static final String INDEX = """
            select pg_catalog.pg_get_indexdef(i.indexrelid) as definition, i.indisvalid as valid, i.indisready as ready,
                   i.indisunique as "unique",
                   coalesce(pg_catalog.pg_stat_get_numscans(i.indexrelid), 0) as scans
            from pg_catalog.pg_index i where i.indexrelid = pg_catalog.to_regclass(:index)
            """;
    private static final String CONSTRAINT = """
            select pg_catalog.pg_get_constraintdef(c.oid) as definition, c.convalidated as valid,
                   cast(cast(c.conrelid as pg_catalog.regclass) as text) as "table"
            from pg_catalog.pg_constraint c
            where c.conname = :name and c.conrelid <> 0
              and (:table = '' or c.conrelid = pg_catalog.to_regclass(nullif(:table, '')))
            order by 3
            """;
    private static final String EXTENSION =
            "select e.extversion as version from pg_catalog.pg_extension e where e.extname = :name";

    private SchemaObjects() {}

    static Reading column(Database database, String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 1) {
            throw wrong("'" + name + "' is no column of a table", "write: schema column: 'users.id'");
        }
        Map<String, String> asked =
                Map.of("table", Quoting.qualified(name.substring(0, dot)), "column", name.substring(dot + 1));
        return one(database.catalog(COLUMN, asked), "type", "not_null", "default");
    }

    static Reading index(Database database, String name) {
        return one(
                database.catalog(INDEX, Map.of("index", Quoting.qualified(name))),
                "definition",
                "valid",
                "ready",
                "unique",
                "scans");
    }

    /** {@code name}, or {@code table.name} where several tables have one of that name. */
    static Reading constraint(Database database, String name) {
        int dot = name.lastIndexOf('.');
        String table = dot < 1 ? "" : Quoting.qualified(name.substring(0, dot));
        List<Map<String, Object>> rows =
                database.catalog(CONSTRAINT, Map.of("name", name.substring(dot + 1), "table", table));
        if (rows.size() > 1) {
            String tables =
                    rows.stream().map(r -> String.valueOf(r.get("table"))).collect(Collectors.joining(", "));
            throw wrong(
                    "there are several constraints '" + name + "'", "say whose: one of " + tables + ", as table.name");
        }
        return one(rows, "definition", "valid", "table");
    }

    static Reading extension(Database database, String name) {
        return one(database.catalog(EXTENSION, Map.of("name", name)), "version");
    }

    private static Problem wrong(String what, String remedy) {
        return new Problem(ExitCode.WRONG, what, "", "", remedy);
    }

    private static Reading one(List<Map<String, Object>> rows, String value, String... facts) {
        if (rows.isEmpty()) {
            return Readings.NONE;
        }
        Map<String, Object> row = rows.get(0);
        Reading read = Reading.of(row.get(value));
        for (String fact : facts) {
            Object known = row.get(fact);
            read = known == null ? read : read.fact(fact, known);
        }
        return read;
    }
}
