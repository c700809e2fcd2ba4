package dev.handrail.partition;

import dev.handrail.runbook.Database;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the default partition from the catalog, and what is under way between it and partitions to come. */
final class Fallbacks {
    /** Checks of ours on the default partition, and tables that are being filled with its rows. */
    private static final String UNDER_WAY = """
            select cast(c.oid as bigint) as oid, n.nspname as schema, c.relname as name, o.conname as check,
                   o.convalidated as valid
            from pg_catalog.pg_constraint o
            join pg_catalog.pg_class c on c.oid = o.conrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where o.contype = 'c'
              and (o.conrelid = cast(:fallback as oid) and pg_catalog.starts_with(o.conname, :coming)
                   or not c.relispartition and pg_catalog.starts_with(o.conname, :filling))
            order by o.conname
            """;
    /** The column attgenerated came with PostgreSQL 12. */
    private static final String COLUMNS = """
            select a.attname as name from pg_catalog.pg_attribute a
            where a.attrelid = cast(:fallback as oid) and a.attnum > 0 and not a.attisdropped
              and coalesce(pg_catalog.to_jsonb(a) ->> 'attgenerated', '') = ''
            order by a.attnum
            """;

    private static final String DELETIONS = """
            select t.tgname as name from pg_catalog.pg_trigger t
            where t.tgrelid = cast(:fallback as oid) and not t.tgisinternal and t.tgtype & 8 <> 0 and t.tgenabled <> 'D'
            order by 1
            """;

    private final Database database;
    private final @Nullable Map<String, Object> rest;
    private final List<Map<String, Object>> underWay;

    /** @param rest the default partition's row; null: there is none */
    Fallbacks(Database database, long parent, @Nullable Map<String, Object> rest) {
        this.database = database;
        this.rest = rest;
        this.underWay = rest == null
                ? List.of()
                : database.catalog(
                        UNDER_WAY,
                        Map.of(
                                "fallback",
                                rest.get("oid"),
                                "coming",
                                Excluding.PREFIX,
                                "filling",
                                Excluding.FILLING + parent + "_"));
    }

    @Nullable
    Fallback fallback() {
        if (rest == null) {
            return null;
        }
        Map<String, Object> which = Map.of("fallback", rest.get("oid"));
        return new Fallback(
                (String) rest.get("schema"),
                (String) rest.get("name"),
                rest.get("kind").equals("r"),
                under(Excluding.PREFIX)
                        .map(u -> new Fallback.Held((String) u.get("check"), (Boolean) u.get("valid")))
                        .toList(),
                names(COLUMNS, which),
                names(DELETIONS, which));
    }

    private List<String> names(String sql, Map<String, Object> which) {
        return database.catalog(sql, which).stream()
                .map(row -> (String) row.get("name"))
                .toList();
    }

    List<Table.Filling> fillings() {
        return under(Excluding.FILLING)
                .map(u -> new Table.Filling((String) u.get("schema"), (String) u.get("name"), (String) u.get("check")))
                .toList();
    }

    private java.util.stream.Stream<Map<String, Object>> under(String prefix) {
        return underWay.stream().filter(u -> String.valueOf(u.get("check")).startsWith(prefix));
    }
}
