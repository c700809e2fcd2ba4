package dev.handrail.index;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Hazard;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;

/** What a REINDEX CONCURRENTLY that did not end left on a table: writers keep it up to date, and nobody reads it. */
final class Unfinished {
    private static final String SQL = """
            select n.nspname as schema, c.relname as name
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where i.indrelid = pg_catalog.to_regclass(:table) and not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'
              and not exists (select from pg_catalog.pg_stat_progress_create_index b where b.relid = i.indrelid)
            order by c.relname""";

    private Unfinished() {}

    static List<Hazard> on(Database seen, Table table) {
        return seen.catalog(SQL, Map.of("table", Quoting.qualified(table.schema(), table.name()))).stream()
                .map(row -> Quoting.qualified((String) row.get("schema"), (String) row.get("name")))
                .map(name -> Danger.INDEX_LEFT.seen(
                        name + " is not valid: a REINDEX CONCURRENTLY did not end and left it, and every write goes on"
                                + " keeping it up to date",
                        "a step before this one: index { drop '" + name + "' }; then reindex again"))
                .toList();
    }
}
