package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a partitioned table from the catalog. */
final class Catalog {
    private static final String TABLE = """
            select cast(c.oid as bigint) as oid, n.nspname as schema, c.relname as name, c.relkind as kind,
                   p.partstrat as strategy, cast(p.partnatts as bigint) as width, a.attname as "column",
                   pg_catalog.format_type(a.atttypid, null) as type, s.spcname as tablespace,
                   pg_catalog.pg_get_userbyid(c.relowner) as owner,
                   exists (select from pg_catalog.pg_constraint o where o.conrelid = c.oid and o.contype = 'f') as points
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_partitioned_table p on p.partrelid = c.oid
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0] and a.attnum > 0
            left join pg_catalog.pg_tablespace s on s.oid = c.reltablespace
            where c.oid = pg_catalog.to_regclass(:table)
            """;
    /** The column inhdetachpending came with PostgreSQL 14; as JSON it is simply not there before. */
    private static final String PARTITIONS = """
            select cast(c.oid as bigint) as oid, n.nspname as schema, c.relname as name, c.relkind as kind,
                   pg_catalog.pg_get_expr(c.relpartbound, c.oid) as bound,
                   coalesce(cast(pg_catalog.to_jsonb(i) ->> 'inhdetachpending' as boolean), false) as detaching
            from pg_catalog.pg_inherits i
            join pg_catalog.pg_class c on c.oid = i.inhrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where i.inhparent = cast(:parent as oid)
            order by n.nspname, c.relname
            """;
    /** Foreign keys that were written by people: those that follow from them for partitions have a parent. */
    private static final String REFERENCES = """
            select cast(o.confrelid as bigint) as oid, cast(cast(o.conrelid as regclass) as text) as by
            from pg_catalog.pg_constraint o
            where o.contype = 'f' and o.conparentid = 0
              and (o.confrelid = cast(:parent as oid)
                   or o.confrelid in (select inhrelid from pg_catalog.pg_inherits where inhparent = cast(:parent as oid)))
            order by 2
            """;

    private final Database database;

    Catalog(Database database) {
        this.database = database;
    }

    /** @throws Problem where the table is none that this word can serve */
    Table table(String table) {
        Map<String, Object> row = database.catalog(TABLE, Map.of("table", Quoting.qualified(table))).stream()
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExitCode.FAILED,
                        "there is no table " + table + " in " + database.name(),
                        "",
                        "the name is looked up as it is written, upper and lower case as they are",
                        "correct the name, or write it with its schema: table 'schema.name'"));
        Fitting.refuse(
                Quoting.qualified(text(row, "schema"), text(row, "name")),
                row.get("strategy") == null ? "" : text(row, "strategy"),
                row.get("width") == null ? 0 : ((Number) row.get("width")).intValue(),
                row.get("column") == null ? null : text(row, "type"));
        return children(row, ((Number) row.get("oid")).longValue());
    }

    private Table children(Map<String, Object> row, long oid) {
        Map<String, Object> parent = Map.of("parent", oid);
        List<Map<String, Object>> references = database.catalog(REFERENCES, parent);
        List<Child> children = new ArrayList<>();
        Map<String, Object> rest = null;
        for (Map<String, Object> child : database.catalog(PARTITIONS, parent)) {
            Fitting.refuseForeign(text(row, "name"), text(child, "name"), text(child, "kind"));
            if (text(child, "bound").equals("DEFAULT")) {
                rest = child;
            } else {
                children.add(child(child, references));
            }
        }
        Fallbacks fallbacks = new Fallbacks(database, oid, rest);
        return new Table(
                oid,
                text(row, "schema"),
                text(row, "name"),
                text(row, "strategy"),
                text(row, "column"),
                text(row, "type"),
                text(row, "owner"),
                (String) row.get("tablespace"),
                children,
                fallbacks.fallback(),
                fallbacks.fillings(),
                by(references, oid),
                (Boolean) row.get("points"),
                database.identity().major());
    }

    private static Child child(Map<String, Object> child, List<Map<String, Object>> references) {
        long oid = ((Number) child.get("oid")).longValue();
        return new Child(
                oid,
                text(child, "schema"),
                text(child, "name"),
                text(child, "kind"),
                text(child, "bound"),
                (Boolean) child.get("detaching"),
                by(references, oid));
    }

    private static List<String> by(List<Map<String, Object>> references, long oid) {
        return references.stream()
                .filter(r -> ((Number) r.get("oid")).longValue() == oid)
                .map(r -> text(r, "by"))
                .distinct()
                .toList();
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        return String.valueOf(row.get(column));
    }
}
