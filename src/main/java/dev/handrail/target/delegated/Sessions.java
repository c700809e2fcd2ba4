package dev.handrail.target.delegated;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Started;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The sessions that a migrator works on. A server goes on with a statement whose client was killed: what the history
 * shows counts only when nobody is changing it any more. None is ended: a name may be anybody's.
 */
record Sessions(Database database, Logbook history) {
    /** What libpq's clients are called where nobody names them otherwise; a server cuts names at 63 bytes. */
    private static final String VARIABLE = "PGAPPNAME";

    private static final int LONGEST = 63;

    private static final String NAMED = """
            select pid from pg_catalog.pg_stat_activity
            where application_name = :name and datname = pg_catalog.current_database() order by pid""";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    static Map<String, String> environment(Execution execution) {
        return Map.of(VARIABLE, name(execution.run(), execution.effect(), execution.attempt()));
    }

    private static String name(String run, String effect, int attempt) {
        String name = ("handrail/" + run).replaceAll("[^\\x20-\\x7e]", "?");
        String rest = "/" + effect + "/" + attempt;
        return name.substring(0, Math.min(name.length(), LONGEST - rest.length())) + rest;
    }

    /** Those at work once they had time to end; empty: none. */
    List<String> left(Started started) {
        return left(name(started.run(), started.effect(), started.attempt()));
    }

    List<String> left(Execution execution) {
        return left(name(execution.run(), execution.effect(), execution.attempt()));
    }

    private List<String> left(String name) {
        return patiently(() -> Stream.concat(
                        database.catalog(NAMED, Map.of("name", name)).stream().map(row -> "process " + row.get("pid")),
                        history.busy(database).stream())
                .toList());
    }

    /** What is still seen after ten seconds; empty as soon as nothing is. */
    static <T> List<T> patiently(Supplier<List<T>> look) {
        long begin = System.nanoTime();
        List<T> seen = look.get();
        while (!seen.isEmpty() && System.nanoTime() - begin < PATIENCE) {
            LockSupport.parkNanos(PAUSE);
            seen = look.get();
        }
        return seen;
    }
}
