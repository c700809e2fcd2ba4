package dev.handrail.runbook;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Quoting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The history that a team's migrator keeps in the database: a table that is told by its columns, whatever its schema
 * and name.
 *
 * @param tool the migrator
 * @param columns what the table has, the rarest name first
 * @param exact true where it has no other columns
 * @param applied SQL for the ids of what is applied, oldest first, as {@code id}; {@code <table>} stands for the table
 * @param broken SQL for what was begun and did not end well, as {@code id}; empty: the tool keeps no such thing
 * @param table schema and name, quoted where they must be; null: not there yet, or still to be found
 */
public record Logbook(
        String tool,
        List<String> columns,
        boolean exact,
        String applied,
        String broken,
        @Nullable String table) {
    private static final String FIND = """
            select n.nspname::text as schema, c.relname::text as name
            from (select a.attrelid from pg_catalog.pg_attribute a
                  where a.attname = any (pg_catalog.string_to_array(:columns, ',')) and a.attnum > 0 and not a.attisdropped
                  group by a.attrelid having pg_catalog.count(*) = :count) f
            join pg_catalog.pg_class c on c.oid = f.attrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition
              and n.nspname <> 'information_schema' and not pg_catalog.starts_with(n.nspname::text, 'pg_')
              and (not :exact or (select pg_catalog.count(*) from pg_catalog.pg_attribute a
                                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) = :count)
            order by 1, 2""";

    private static final String BUSY = """
            select distinct l.pid, coalesce(nullif(a.application_name, ''), 'no name') as name
            from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'relation' and l.relation = pg_catalog.to_regclass(:table)::oid and l.granted
              and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
              and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
              and l.pid <> pg_catalog.pg_backend_pid()
            order by 1""";

    private static final String TOOL = "history.tool";
    private static final String TABLE = "history";
    private static final String COLUMNS = "history.columns";
    private static final String EXACT = "history.exact";
    private static final String APPLIED = "history.applied";
    private static final String BROKEN = "history.broken";

    public Logbook {
        columns = List.copyOf(columns);
    }

    /** As it is found again from a journal. */
    public static Logbook of(Map<String, String> facts) {
        return new Logbook(
                facts.getOrDefault(TOOL, ""),
                List.of(facts.getOrDefault(COLUMNS, "").split(",")),
                "true".equals(facts.get(EXACT)),
                facts.getOrDefault(APPLIED, ""),
                facts.getOrDefault(BROKEN, ""),
                facts.get(TABLE));
    }

    /** For the journal. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(TOOL, tool);
        facts.put(COLUMNS, String.join(",", columns));
        facts.put(EXACT, Boolean.toString(exact));
        facts.put(APPLIED, applied);
        facts.put(BROKEN, broken);
        if (table != null) {
            facts.put(TABLE, table);
        }
        return facts;
    }

    /** This history in the table that the author names; it may not be there yet. */
    public Logbook named(String written) {
        List<String> parts = Quoting.parts(written);
        String quoted = parts.stream().map(Quoting::name).collect(Collectors.joining("."));
        return new Logbook(tool, columns, exact, applied, broken, parts.size() == 1 ? "public." + quoted : quoted);
    }

    /**
     * With its table, where there is one.
     *
     * @throws Problem exit 4 where several could be it, or the one that is named is none
     */
    public Logbook in(Database database) {
        List<String> found = found(database);
        if (table == null && found.size() > 1) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "several tables could be the history of " + tool + ": " + String.join(", ", found),
                    "database " + database.name(),
                    "each has the columns " + String.join(", ", columns),
                    "say which one it is: history '" + found.get(0) + "'");
        }
        if (table != null && !found.contains(table) && there(database)) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    table + " is no history of " + tool,
                    "database " + database.name(),
                    "it does not have the columns " + String.join(", ", columns),
                    found.isEmpty()
                            ? "take 'history' out: it is found by its columns"
                            : "history '" + found.get(0) + "'");
        }
        boolean kept = table != null || found.isEmpty();
        return kept ? this : new Logbook(tool, columns, exact, applied, broken, found.get(0));
    }

    /** Every table that has its columns. */
    public List<String> found(Database database) {
        Map<String, Object> asked =
                Map.of("columns", String.join(",", columns), "count", columns.size(), "exact", exact);
        return database.catalog(FIND, asked).stream()
                .map(row -> Quoting.qualified((String) row.get("schema"), (String) row.get("name")))
                .toList();
    }

    private boolean there(Database database) {
        return table != null
                && database
                        .catalog("select pg_catalog.to_regclass(:table) is not null as there", Map.of("table", table))
                        .stream()
                        .anyMatch(row -> Boolean.TRUE.equals(row.get("there")));
    }

    /** The ids of what is applied, oldest first; none where its table is not there. */
    public List<String> applied(Database database) {
        return ids(database, applied);
    }

    /** What was begun and did not end well. */
    public List<String> broken(Database database) {
        return broken.isEmpty() ? List.of() : ids(database, broken);
    }

    private List<String> ids(Database database, String query) {
        return there(database)
                ? database.catalog(query.replace("<table>", String.valueOf(table)), Map.of()).stream()
                        .map(row -> String.valueOf(row.get("id")))
                        .toList()
                : List.of();
    }

    /** Other sessions that are changing it now, in words. */
    public List<String> busy(Database database) {
        return table == null
                ? List.of()
                : database.catalog(BUSY, Map.of("table", table)).stream()
                        .map(row -> "process " + row.get("pid") + " (" + row.get("name") + ")")
                        .toList();
    }

    /** For people. */
    public String shown() {
        return table == null ? "its history" : "its history " + table;
    }
}
