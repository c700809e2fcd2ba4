package dev.handrail.index;

import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has an index's name in the catalog.
 *
 * @param on the table that it is on, as it is written in SQL; empty where it is no index
 * @param kind {@code i} index, {@code I} of a partitioned table; anything else is none
 * @param definition as pg_get_indexdef writes it; empty where it is no index
 * @param constraint the constraint that it serves; null: none
 * @param builder the process that is building it now; null: none that we may see
 */
record Existing(
        String on,
        String schema,
        String name,
        long oid,
        String kind,
        boolean part,
        boolean valid,
        String definition,
        @Nullable String constraint,
        @Nullable Long builder) {
    private static final String SQL = """
            select case when t.oid is null then '' else pg_catalog.format('%I.%I', tn.nspname, t.relname) end as "on",
                   n.nspname as schema, c.relname as name, cast(c.oid as bigint) as oid, c.relkind as kind,
                   c.relispartition as part, coalesce(i.indisvalid and i.indisready, false) as valid,
                   coalesce(pg_catalog.pg_get_indexdef(i.indexrelid), '') as definition,
                   (select o.conname from pg_catalog.pg_constraint o
                     where o.conindid = c.oid and o.contype in ('p', 'u', 'x') limit 1) as "constraint",
                   (select cast(b.pid as bigint) from pg_catalog.pg_stat_progress_create_index b
                     where b.index_relid = c.oid limit 1) as builder
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_index i on i.indexrelid = c.oid
            left join pg_catalog.pg_class t on t.oid = i.indrelid
            left join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
            where c.oid = pg_catalog.to_regclass(:name)
            """;

    static Optional<Existing> in(Database database, String lookup) {
        List<Map<String, Object>> rows = database.catalog(SQL, Map.of("name", lookup));
        return rows.stream().findFirst().map(Existing::of);
    }

    private static Existing of(Map<String, Object> row) {
        Object builder = row.get("builder");
        return new Existing(
                (String) row.get("on"),
                (String) row.get("schema"),
                (String) row.get("name"),
                ((Number) row.get("oid")).longValue(),
                (String) row.get("kind"),
                (Boolean) row.get("part"),
                (Boolean) row.get("valid"),
                (String) row.get("definition"),
                (String) row.get("constraint"),
                builder == null ? null : ((Number) builder).longValue());
    }

    String qualified() {
        return Quoting.qualified(schema, name);
    }
}
