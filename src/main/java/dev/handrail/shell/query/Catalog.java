package dev.handrail.shell.query;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a database holds, as psql's backslash commands tell it. */
record Catalog(Database database) {
    /** What can be named without its schema, and the rest with it. */
    static final String NAMES = """
            select case when pg_catalog.pg_table_is_visible(c.oid) then '' else pg_catalog.quote_ident(n.nspname) || '.' end
                   || pg_catalog.quote_ident(c.relname) "name"
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_toast|pg_temp|information_schema$)'
              and (n.nspname <> 'pg_catalog' or c.relname ~ '^pg_(stat_(activity|progress|replication|user)|locks$|settings$)')
            order by n.nspname = 'pg_catalog', 1 limit 1000""";

    private static final String RELATIONS = """
            select n.nspname "Schema", c.relname "Name",
                   case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
                        when 'm' then 'materialized view' when 'i' then 'index' when 'I' then 'partitioned index'
                        when 'S' then 'sequence' else 'foreign table' end "Type",
                   pg_catalog.pg_get_userbyid(c.relowner) "Owner",
                   case when c.reltuples < 0 or c.relkind in ('v', 'S') then null else c.reltuples::bigint end "Rows about",
                   pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid)) "Size"
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = any (cast(:kinds as "char"[])) and c.relname ilike :name and n.nspname ilike :schema
              and (:all or n.nspname !~ '^(pg_|information_schema$)') and (:all or pg_catalog.pg_table_is_visible(c.oid))
            order by 1, 2""";

    private static final String INDEXES = """
            select n.nspname "Schema", c.relname "Name", t.relname "Table",
                   case when x.indisvalid then '' else 'INVALID' end "State",
                   pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size(c.oid)) "Size"
            from pg_catalog.pg_index x join pg_catalog.pg_class c on c.oid = x.indexrelid
            join pg_catalog.pg_class t on t.oid = x.indrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relname ilike :name and n.nspname ilike :schema
              and (:all or n.nspname !~ '^(pg_|information_schema$)') order by 1, 2""";

    /** Each with the name as its first column. */
    private static final Map<String, String> OTHERS = Map.of(
            "\\l", """
            select datname "Name", pg_catalog.pg_get_userbyid(datdba) "Owner",
                   pg_catalog.pg_encoding_to_char(encoding) "Encoding",
                   case when pg_catalog.has_database_privilege(oid, 'connect')
                        then pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(oid)) end "Size"
            from pg_catalog.pg_database where datname ilike :name order by 1""",
            "\\dn", """
            select nspname "Name", pg_catalog.pg_get_userbyid(nspowner) "Owner" from pg_catalog.pg_namespace
            where nspname ilike :name and nspname !~ '^pg_(toast|temp)' order by 1""",
            "\\du", """
            select rolname "Name", rolcanlogin "Logs in", rolsuper "Superuser", rolcreatedb "Creates databases",
                   rolreplication "Replicates" from pg_catalog.pg_roles
            where rolname ilike :name and rolname !~ '^pg_' order by 1""",
            "\\dx", """
            select extname "Name", extversion "Version" from pg_catalog.pg_extension where extname ilike :name order by 1""");

    private static final Map<String, String> KINDS =
            Map.of("\\d", "{r,p,v,m,S,f}", "\\dt", "{r,p}", "\\dv", "{v}", "\\dm", "{m}", "\\ds", "{S}");

    /** The commands that list something. */
    static List<String> lists() {
        List<String> all = new ArrayList<>(KINDS.keySet());
        all.addAll(OTHERS.keySet());
        all.add("\\di");
        return all;
    }

    /** @param pattern as psql has it, {@code *} for any text and a schema before a dot; empty: all that is visible */
    Reading list(String command, String pattern) {
        int dot = pattern.indexOf('.');
        String name = like(dot < 0 ? pattern : pattern.substring(dot + 1));
        String schema = like(dot < 0 ? "" : pattern.substring(0, dot));
        boolean all = dot >= 0;
        if (OTHERS.containsKey(command)) {
            return reading(database.catalog(OTHERS.get(command), Map.of("name", name)));
        }
        return command.equals("\\di")
                ? reading(database.catalog(INDEXES, Map.of("name", name, "schema", schema, "all", all)))
                : reading(database.catalog(
                        RELATIONS, Map.of("kinds", KINDS.get(command), "name", name, "schema", schema, "all", all)));
    }

    private static String like(String pattern) {
        return pattern.isEmpty()
                ? "%"
                : pattern.replace("\"", "")
                        .replace("_", "\\_")
                        .replace('*', '%')
                        .replace('?', '_');
    }

    static Reading reading(List<Map<String, Object>> rows) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(new ArrayList<>(row.values())));
        return rows.isEmpty()
                ? Reading.rows(List.of("Name"), List.of())
                : Reading.rows(rows.get(0).keySet().stream().map(Catalog::head).toList(), cells);
    }

    /** Names of columns come in lower case. */
    private static String head(String column) {
        return column.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + column.substring(1);
    }
}
