package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import dev.handrail.text.Values;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the partitioned tables of a database; changes nothing, reads no rows. */
public record Surveys(Database database, Values values, Clock clock) {
    private static final String TABLES = """
            select cast(c.oid as bigint) as oid, n.nspname as schema, c.relname as name, p.partstrat as strategy,
                   pg_catalog.pg_get_partkeydef(c.oid) as key, cast(p.partnatts as bigint) as width,
                   pg_catalog.format_type(a.atttypid, null) as type
            from pg_catalog.pg_partitioned_table p
            join pg_catalog.pg_class c on c.oid = p.partrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0] and a.attnum > 0
            where case when :table = '' then not c.relispartition else c.oid = pg_catalog.to_regclass(:table) end
            order by n.nspname, c.relname
            """;
    private static final String PARTITIONS = """
            select n.nspname as schema, c.relname as name, pg_catalog.pg_get_expr(c.relpartbound, c.oid) as bound,
                   coalesce(cast(pg_catalog.to_jsonb(i) ->> 'inhdetachpending' as boolean), false) as detaching,
                   s.about, s.bytes
            from pg_catalog.pg_inherits i
            join pg_catalog.pg_class c on c.oid = i.inhrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            cross join lateral (
                select cast(case when min(l.reltuples) < 0 then -1 else sum(l.reltuples) end as bigint) as about,
                       cast(sum(pg_catalog.pg_total_relation_size(l.oid)) as bigint) as bytes
                from pg_catalog.pg_class l
                where l.oid = c.oid and c.relkind <> 'p'
                   or c.relkind = 'p' and l.relkind <> 'p'
                      and l.oid in (select t.relid from pg_catalog.pg_partition_tree(c.oid) t)) s
            where i.inhparent = cast(:parent as oid)
            order by n.nspname, c.relname
            """;
    private static final Map<String, String> STRATEGIES = Map.of("r", "range", "l", "list", "h", "hash");

    /**
     * @param table empty: all that are not a partition themselves
     * @throws Problem where there is no such partitioned table
     */
    public List<Survey> of(Optional<String> table) {
        List<Map<String, Object>> found = database.catalog(
                TABLES, Map.of("table", table.map(Quoting::qualified).orElse("")));
        if (found.isEmpty() && table.isPresent()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no partitioned table " + table.get() + " in " + database.name(),
                    "",
                    "the name is looked up as it is written, upper and lower case as they are",
                    "leave the name out to see all partitioned tables");
        }
        return found.stream().map(this::survey).toList();
    }

    private Survey survey(Map<String, Object> row) {
        List<Standings.Held> held = database.catalog(PARTITIONS, Map.of("parent", row.get("oid"))).stream()
                .map(Surveys::held)
                .toList();
        boolean plain = ((Number) row.get("width")).intValue() == 1 && row.get("type") != null;
        boolean range = row.get("strategy").equals("r");
        Standings standings =
                plain && range ? Standings.of(database, values, String.valueOf(row.get("type")), held) : Standings.NONE;
        return new Survey(
                Quoting.qualified((String) row.get("schema"), (String) row.get("name")),
                STRATEGIES.getOrDefault(String.valueOf(row.get("strategy")), ""),
                (String) row.get("key"),
                standings.ordered(held).stream().map(Standings.Held::row).toList(),
                standings.gaps(),
                standings.until(clock));
    }

    private static Standings.Held held(Map<String, Object> row) {
        String bound = (String) row.get("bound");
        String state =
                (Boolean) row.get("detaching") ? "half detached" : bound.equals("DEFAULT") ? "default" : "attached";
        return new Standings.Held(
                new Survey.Row(
                        Quoting.qualified((String) row.get("schema"), (String) row.get("name")),
                        bound.replaceFirst("^FOR VALUES ", ""),
                        ((Number) row.get("about")).longValue(),
                        ((Number) row.get("bytes")).longValue(),
                        state),
                bound);
    }
}
