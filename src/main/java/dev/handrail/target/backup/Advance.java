package dev.handrail.target.backup;

import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far pg_dump or pg_restore is, told by the lines that they write when they begin a table: those before it are done
 * but for as many as run at once. Bytes are the tables' own on the server.
 */
final class Advance {
    private static final Pattern TABLE =
            Pattern.compile("^\\S+: (?:dumping contents of|processing data for) table \"(.*)\"$");
    private static final Pattern LATER = Pattern.compile("^\\S+: creating (?:FK )?(?:INDEX|CONSTRAINT) .*");

    private final Execution execution;
    private final Map<String, Long> sizes;
    private final String unit;
    private final String doing;
    private final int jobs;
    private final long total;
    private final Deque<String> running = new ArrayDeque<>();
    private final Map<String, Long> inside = new HashMap<>();
    private long done;
    private int begun;
    private int later;

    /** @param sizes of each table in {@code unit}, by its name as the programs show it */
    Advance(Execution execution, Map<String, Long> sizes, String unit, String doing, int jobs) {
        this.unit = unit;
        this.execution = execution;
        this.sizes = sizes;
        this.doing = doing;
        this.jobs = Math.max(1, jobs);
        this.total = sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized void line(String line) {
        Matcher table = TABLE.matcher(line);
        if (table.matches()) {
            begun++;
            running.addLast(table.group(1));
            if (running.size() > jobs) {
                done += size(running.removeFirst());
            }
            tell();
        } else if (LATER.matcher(line).matches()) {
            execution.progress(new Progress(++later, 0, "indexes and constraints", doing));
        }
    }

    /** @param bytes how far each table is that is at work just now, by its name; one no longer named is done */
    synchronized void inside(Map<String, Long> bytes) {
        inside.replaceAll((table, before) -> size(table));
        inside.putAll(bytes);
        if (later == 0 && begun > 0) {
            tell();
        }
    }

    private long size(String table) {
        return sizes.getOrDefault(table, 0L);
    }

    private void tell() {
        long parts = running.stream()
                .mapToLong(t -> Math.min(size(t), inside.getOrDefault(t, 0L)))
                .sum();
        String note = String.format(
                java.util.Locale.ROOT, "%,d of %,d tables", Math.max(0, begun - running.size()), sizes.size());
        execution.progress(new Progress(Math.min(total, done + parts), total, unit, doing, note));
    }
}
