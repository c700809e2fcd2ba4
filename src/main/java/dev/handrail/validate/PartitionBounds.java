package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table's partitions, a row for each: its name, from where and to where. A partition that is half detached takes no
 * rows and is left out.
 */
final class PartitionBounds {
    private static final String TABLE = """
            select p.partstrat as strategy, cast(p.partnatts as bigint) as width,
                   pg_catalog.format_type(a.atttypid, null) as type
            from pg_catalog.pg_partitioned_table p
            left join pg_catalog.pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
            where p.partrelid = pg_catalog.to_regclass(:table)
            """;
    /** The column inhdetachpending came with PostgreSQL 14; as JSON it is simply not there before. */
    private static final String PARTITIONS = """
            select cast(cast(c.oid as pg_catalog.regclass) as text) as partition,
                   pg_catalog.pg_get_expr(c.relpartbound, c.oid) as bound
            from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
            where i.inhparent = pg_catalog.to_regclass(:table)
              and coalesce(pg_catalog.to_jsonb(i) ->> 'inhdetachpending', 'false') <> 'true'
            order by 1
            """;

    private static final Pattern RANGE = Pattern.compile("FOR VALUES FROM \\('?(.+?)'?\\) TO \\('?(.+?)'?\\)");
    private static final Map<String, String> STRATEGIES = Map.of("r", "range", "l", "list", "h", "hash");

    private PartitionBounds() {}

    /**
     * @return facts {@code strategy}, {@code type} (of the one column it is partitioned by) and {@code default} where
     *     there is such a partition
     */
    static Reading of(Database database, String table) {
        Map<String, String> asked = Map.of("table", Quoting.qualified(table));
        List<Map<String, Object>> tables = database.catalog(TABLE, asked);
        if (tables.isEmpty()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no partitioned table " + table + " in " + database.name(),
                    "",
                    "",
                    "correct the name; for one partition itself ask the catalog with sql");
        }
        Map<String, Object> parent = tables.get(0);
        boolean plain = parent.get("width") instanceof Number n && n.intValue() == 1 && parent.get("type") != null;
        String strategy = String.valueOf(parent.get("strategy"));
        return bounds(database.catalog(PARTITIONS, asked))
                .fact("strategy", STRATEGIES.getOrDefault(strategy, strategy))
                .fact("type", plain ? String.valueOf(parent.get("type")) : "an expression or several columns");
    }

    private static Reading bounds(List<Map<String, Object>> partitions) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        String fallback = "";
        for (Map<String, Object> partition : partitions) {
            Matcher range = RANGE.matcher(String.valueOf(partition.get("bound")));
            if (range.matches()) {
                rows.add(Readings.row(partition.get("partition"), range.group(1), range.group(2)));
            } else if ("DEFAULT".equals(partition.get("bound"))) {
                fallback = String.valueOf(partition.get("partition"));
            } else {
                rows.add(Readings.row(partition.get("partition"), partition.get("bound"), null));
            }
        }
        Reading read = Reading.rows(List.of("partition", "from", "to"), rows);
        return fallback.isEmpty() ? read : read.fact("default", fallback);
    }
}
