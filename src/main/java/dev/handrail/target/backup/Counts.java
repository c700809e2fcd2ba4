package dev.handrail.target.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What tables hold, as one session sees them, by their names.
 *
 * @param content a hash over each table's rows; empty where only rows were counted
 */
record Counts(Map<String, Long> rows, Map<String, String> content) {
    private static final int MOST = 20;

    static Counts none() {
        return new Counts(new TreeMap<>(), new TreeMap<>());
    }

    void put(Tables.Table table, Reading.Found found) {
        rows.put(table.shown(), found.rows());
        if (!found.hash().isEmpty()) {
            content.put(table.shown(), found.hash());
        }
    }

    /** Forgets all others. */
    void keep(List<Tables.Table> tables) {
        Set<String> names = tables.stream().map(Tables.Table::shown).collect(Collectors.toSet());
        rows.keySet().retainAll(names);
        content.keySet().retainAll(names);
    }

    long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where {@code found} differs from these, a line for each table, twenty at most; empty where it does not. */
    List<String> differences(Counts found) {
        List<String> lines = new ArrayList<>();
        rows.forEach((table, count) -> {
            Long there = found.rows().get(table);
            String hash = content.get(table);
            if (!count.equals(there)) {
                lines.add(table + ": " + (there == null ? "not there" : there + " rows") + ", expected " + count);
            } else if (hash != null && !hash.equals(found.content().get(table))) {
                lines.add(table + ": " + count + " rows, but other content");
            }
        });
        if (lines.size() > MOST) {
            int more = lines.size() - MOST;
            lines.subList(MOST, lines.size()).clear();
            lines.add("and " + more + " more tables");
        }
        return lines;
    }
}
