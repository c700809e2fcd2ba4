package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Maintenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of a snapshot beside pg_dump, which leaves the session that exported it idle: rows that pg_dump has
 * just read are in the server's memory still.
 */
final class Counting implements AutoCloseable {
    private final Maintenance session;
    private final Reading reading;
    private final Counts counts = Counts.none();
    private final Set<Long> read = new java.util.HashSet<>();
    private final Thread thread;
    private volatile boolean stop;
    private volatile @Nullable RuntimeException failure;

    private Counting(Maintenance session, Reading reading, List<Tables.Table> tables) {
        this.session = session;
        this.reading = reading;
        this.thread = new Thread(() -> read(tables), "count");
        thread.setDaemon(true);
    }

    /** @param ahead those that are surely dumped: they are read at once, on a thread of their own */
    static Counting begin(Maintenance session, Reading reading, List<Tables.Table> ahead) {
        Counting counting = new Counting(session, reading, ahead);
        counting.thread.start();
        return counting;
    }

    private void read(List<Tables.Table> tables) {
        try {
            for (Tables.Table table : tables) {
                if (stop) {
                    return;
                }
                ahead(table);
            }
        } catch (RuntimeException e) {
            failure = e; // pg_dump will most likely say the same
        }
    }

    /** A table that may not be read must not end the transaction: pg_dump's programs still ask for its snapshot. */
    private void ahead(Tables.Table table) {
        session.execute("savepoint counted");
        try {
            counts.put(table, reading.of(session, table));
            read.add(table.oid());
            session.execute("release savepoint counted");
        } catch (Problem e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                session.execute("rollback to savepoint counted");
            }
            throw e;
        }
    }

    /** What the tables hold that were dumped; those that were not read ahead are read now. */
    Counts finished(List<Tables.Table> dumped, Execution execution) {
        join();
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        List<Tables.Table> left = new ArrayList<>(dumped);
        left.removeIf(t -> read.contains(t.oid()));
        for (Tables.Table table : left) {
            execution.progress(new Progress(
                    dumped.size() - left.size() + left.indexOf(table), dumped.size(), "tables", "counting"));
            counts.put(table, reading.of(session, table));
        }
        Set<String> names = new java.util.TreeSet<>();
        dumped.forEach(t -> names.add(t.shown()));
        counts.rows().keySet().retainAll(names);
        counts.content().keySet().retainAll(names);
        return counts;
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What still waits for the server is cut off. */
    @Override
    public void close() {
        if (thread.isAlive()) {
            stop = true;
            session.abort();
            join();
        }
    }
}
