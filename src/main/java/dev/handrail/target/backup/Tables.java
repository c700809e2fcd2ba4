package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The plain tables of a database itself: no system tables, no extension's, none of the rows that are left out. */
record Tables(List<Table> all) {
    private static final String FILES = "pg_catalog.pg_table_size(c.oid)";
    /** The catalog's own note, as old as the last vacuum. */
    private static final String NOTED = """
            (c.relpages::bigint + coalesce((select t.relpages::bigint from pg_catalog.pg_class t
                                            where t.oid = c.reltoastrelid), 0))
            * pg_catalog.current_setting('block_size')::bigint""";

    private static final String QUERY = """
            select c.oid::bigint as oid, n.nspname as schema, c.relname as name, %s as bytes
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname not like 'pg\\_%%'
              and n.nspname <> 'information_schema' and not (n.nspname = 'handrail' and c.relname in ('marker', 'run'))
              and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
                              and d.objid = c.oid and d.deptype = 'e')
            order by 2, 3""";

    record Table(long oid, String schema, String name, long bytes) {
        String shown() {
            return schema + "." + name;
        }

        String quoted() {
            return Quoting.identifier(schema) + "." + Quoting.identifier(name);
        }
    }

    static Tables of(Maintenance session) {
        return of(session, NOTED);
    }

    /**
     * With sizes as the files have them, for a session outside of transactions. To see a file the server locks its
     * table for a moment: where somebody else has one locked, the sizes are those noted.
     */
    static Tables measured(Maintenance session) {
        try {
            session.execute("set lock_timeout to '500ms'");
            return of(session, FILES);
        } catch (Problem locked) {
            return of(session);
        } finally {
            session.execute("reset lock_timeout");
        }
    }

    private static Tables of(Maintenance session, String size) {
        return new Tables(session.rows(QUERY.formatted(size)).stream()
                .map(row ->
                        new Table((Long) row.get("oid"), (String) row.get("schema"), (String) row.get("name"), (Long)
                                row.get("bytes")))
                .toList());
    }

    /** About how large each is, by its name as programs show it; none is nothing. */
    Map<String, Long> sizes() {
        return all.stream().collect(Collectors.toMap(Table::shown, t -> Math.max(1, t.bytes()), Long::sum));
    }
}
