package dev.handrail.partition;

import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows of the default partition that belong into partitions to come.
 *
 * @param rows by the partition's qualified name, those that have any
 * @param from the least of their keys as text; empty: there are none
 * @param to the greatest
 */
record Displaced(Map<String, Long> rows, String from, String to) {
    static final Displaced NONE = new Displaced(Map.of(), "", "");

    Displaced {
        rows = Map.copyOf(rows);
    }

    static Displaced in(Database database, Values values, Table table, List<Wanted> missing) {
        Fallback fallback = table.fallback();
        if (fallback == null || missing.isEmpty()) {
            return NONE;
        }
        List<List<Object>> found =
                database.ask(counting(table, fallback, missing), values).rows();
        Map<String, Long> rows = new HashMap<>();
        String from = "";
        String to = "";
        for (List<Object> row : found) {
            Wanted wanted = missing.get(((Number) row.get(0)).intValue());
            rows.put(wanted.qualified(), ((Number) row.get(1)).longValue());
            String least = String.valueOf(row.get(2));
            String most = String.valueOf(row.get(3));
            from = from.isEmpty() || least.compareTo(from) < 0 ? least : from;
            to = most.compareTo(to) > 0 ? most : to;
        }
        return new Displaced(rows, from, to);
    }

    private static Statement counting(Table table, Fallback fallback, List<Wanted> missing) {
        String column = Quoting.name(table.column());
        StringBuilder which = new StringBuilder("case");
        for (int i = 0; i < missing.size(); i++) {
            which.append(" when ")
                    .append(missing.get(i).share().inside(column))
                    .append(" then ")
                    .append(i);
        }
        return Statement.ours("select " + which + " end, count(*), cast(min(" + column + ") as text), cast(max("
                + column + ") as text) from " + fallback.qualified() + " where not ("
                + Excluding.of(table.column(), missing).condition() + ") group by 1 order by 1");
    }

    long of(Wanted wanted) {
        return rows.getOrDefault(wanted.qualified(), 0L);
    }

    long all() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For people: {@code 1,204 rows of public.audit_rest, from … to …, into public.audit_2026_12 (1,204)}. */
    String shown(String fallback) {
        return number(all()) + " of " + fallback + ", from " + from + " to " + to + ", into "
                + rows.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getKey() + " (" + number(e.getValue()) + ")")
                        .collect(Collectors.joining(", "));
    }

    static String number(long rows) {
        return String.format(Locale.ROOT, "%,d row%s", rows, rows == 1 ? "" : "s");
    }
}
