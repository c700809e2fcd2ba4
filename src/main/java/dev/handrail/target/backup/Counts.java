package dev.handrail.target.backup;

import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows tables have, as one session sees them. */
record Counts(Map<String, Long> rows) {
    /** Plain tables of the database itself: no system tables, no extension's, none of the rows we leave out. */
    private static final String TABLES = """
            select c.oid::bigint as oid, n.nspname as schema, c.relname as name
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname not like 'pg\\_%'
              and n.nspname <> 'information_schema' and not (n.nspname = 'handrail' and c.relname in ('marker', 'run'))
              and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
                              and d.objid = c.oid and d.deptype = 'e')
            order by 2, 3""";

    record Table(long oid, String schema, String name) {
        String shown() {
            return schema + "." + name;
        }
    }

    static List<Table> tables(Maintenance session) {
        return session.rows(TABLES).stream()
                .map(row -> new Table((Long) row.get("oid"), (String) row.get("schema"), (String) row.get("name")))
                .toList();
    }

    static Counts of(List<Table> tables, Maintenance session, Execution execution, String doing) {
        Map<String, Long> rows = new TreeMap<>();
        for (Table table : tables) {
            execution.progress(new Progress(rows.size(), tables.size(), "tables", doing));
            String query = "select pg_catalog.count(*) from only " + Quoting.identifier(table.schema()) + "."
                    + Quoting.identifier(table.name());
            rows.put(table.shown(), (Long) session.value(query).orElseThrow());
        }
        return new Counts(rows);
    }

    long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where {@code found} differs from these, a line for each table; empty where it does not. */
    List<String> differences(Map<String, Long> found) {
        List<String> lines = new ArrayList<>();
        rows.forEach((table, count) -> {
            Long there = found.get(table);
            if (!count.equals(there)) {
                lines.add(table + ": " + (there == null ? "not there" : there + " rows") + ", expected " + count);
            }
        });
        return lines;
    }
}
