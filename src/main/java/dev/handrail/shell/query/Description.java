package dev.handrail.shell.query;

import dev.handrail.runbook.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One table, view or index in full, as {@code \d NAME} tells it. */
record Description(Database database, String name) {
    private static final String FIND = "select cast(pg_catalog.to_regclass(:name) as oid) oid";

    private static final String COLUMNS = """
            select a.attname "Column", pg_catalog.format_type(a.atttypid, a.atttypmod) "Type",
                   case when a.attnotnull then 'not null' else '' end "Nullable",
                   coalesce(case when a.attidentity <> '' then 'identity'
                        else pg_catalog.pg_get_expr(d.adbin, d.adrelid) end, '') "Default"
            from pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = :oid and a.attnum > 0 and not a.attisdropped order by a.attnum""";

    /** What belongs to it, a line each, under its heading. */
    private static final String PARTS = """
            select 'Indexes' heading, c.relname || '  ' || pg_catalog.pg_get_indexdef(x.indexrelid)
                   || case when x.indisvalid then '' else '  INVALID' end line
            from pg_catalog.pg_index x join pg_catalog.pg_class c on c.oid = x.indexrelid where x.indrelid = :oid
            union all
            select 'Constraints', conname || '  ' || pg_catalog.pg_get_constraintdef(oid)
            from pg_catalog.pg_constraint where conrelid = :oid and contype in ('c', 'f', 'x')
            union all
            select 'Referenced by', cast(cast(conrelid as regclass) as text) || '  ' || conname || '  '
                   || pg_catalog.pg_get_constraintdef(oid)
            from pg_catalog.pg_constraint where confrelid = :oid and contype = 'f'
            union all
            select 'Triggers', tgname || '  ' || pg_catalog.pg_get_triggerdef(oid)
            from pg_catalog.pg_trigger where tgrelid = :oid and not tgisinternal
            union all
            select 'Partition of', cast(cast(inhparent as regclass) as text) from pg_catalog.pg_inherits where inhrelid = :oid
            union all
            select 'Partitions', cast(pg_catalog.count(*) as text) from pg_catalog.pg_inherits where inhparent = :oid
            having pg_catalog.count(*) > 0
            union all
            select 'Definition', pg_catalog.pg_get_viewdef(c.oid) from pg_catalog.pg_class c
            where c.oid = :oid and c.relkind in ('v', 'm')
            union all
            select 'Definition', pg_catalog.pg_get_indexdef(c.oid) from pg_catalog.pg_class c
            where c.oid = :oid and c.relkind in ('i', 'I')""";

    /** @throws dev.handrail.problem.Problem exit 2 where there is none of that name */
    List<String> lines() {
        Object oid = database.catalog(FIND, Map.of("name", name)).get(0).get("oid");
        if (oid == null) {
            throw Manner.wrong(
                    "there is no table '" + name + "' in " + database.name(), "\\d", "see what there is: \\d");
        }
        Map<String, Object> one = Map.of("oid", ((Number) oid).longValue());
        List<String> lines = new ArrayList<>();
        lines.add(Cell.of(name).text());
        List<String> table = new Grid(Catalog.reading(database.catalog(COLUMNS, one))).lines(false);
        lines.addAll(table.subList(0, table.size() - 1));
        String under = "";
        for (Map<String, Object> part : database.catalog(PARTS, one)) {
            String heading = String.valueOf(part.get("heading"));
            if (!heading.equals(under)) {
                lines.add(heading + ":");
                under = heading;
            }
            String.valueOf(part.get("line"))
                    .strip()
                    .lines()
                    .forEach(line -> lines.add("    " + Cell.of(line).text()));
        }
        return lines;
    }
}
