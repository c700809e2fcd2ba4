package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Maintenance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of a snapshot on a thread of its own, in the session that exported it and that pg_dump leaves idle:
 * beside pg_dump, or once it has ended. Until then they are locked as pg_dump locks them, because a truncated or
 * rewritten table shows in every snapshot.
 */
final class Counting implements AutoCloseable {
    private static final int LOCKED_AT_ONCE = 500;

    private final Maintenance session;
    private final Reading reading;
    private final Execution execution;
    private final Counts counts = Counts.none();
    private final Set<Long> read = new HashSet<>();
    private Thread thread = new Thread(() -> {});
    private volatile boolean stop;
    private volatile boolean awaited;
    private volatile @Nullable RuntimeException failure;

    private Counting(Maintenance session, Reading reading, Execution execution) {
        this.session = session;
        this.reading = reading;
        this.execution = execution;
    }

    /** @param surely those that are dumped in any case: read at once, or only locked */
    static Counting begin(
            Maintenance session, Reading reading, Moment moment, List<Tables.Table> surely, Execution execution) {
        reading.alone(session);
        Counting counting = new Counting(session, reading, execution);
        counting.go(() -> {
            if (moment == Moment.BESIDE) {
                surely.forEach(table -> counting.apart(() -> counting.read(table)));
            } else {
                counting.lock(surely);
            }
        });
        return counting;
    }

    private void lock(List<Tables.Table> tables) {
        for (int i = 0; i < tables.size(); i += LOCKED_AT_ONCE) {
            String names = tables.subList(i, Math.min(tables.size(), i + LOCKED_AT_ONCE)).stream()
                    .map(table -> "only " + table.quoted())
                    .collect(Collectors.joining(", "));
            apart(() -> session.execute("lock table " + names + " in access share mode"));
        }
    }

    /** A table that may not be read must not end the transaction: pg_dump's programs still ask for its snapshot. */
    private void apart(Runnable work) {
        if (stop) {
            return;
        }
        session.execute("savepoint apart");
        try {
            work.run();
            session.execute("release savepoint apart");
        } catch (Problem e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                session.execute("rollback to savepoint apart");
            }
            throw e;
        }
    }

    private void read(Tables.Table table) {
        counts.put(table, reading.of(session, table));
        read.add(table.oid());
    }

    /**
     * Waits for what was begun; from here on the session, its snapshot still held, is somebody else's until
     * {@link #rest}.
     */
    void ahead() {
        join();
        session.execute("savepoint lent");
    }

    /** Goes on with those that were dumped and are not read yet; when that is done the snapshot is let go. */
    void rest(List<Tables.Table> dumped) {
        session.execute("rollback to savepoint lent"); // whatever went wrong meanwhile
        List<Tables.Table> left = new ArrayList<>(dumped);
        left.removeIf(table -> read.contains(table.oid()));
        counts.keep(dumped);
        go(() -> {
            for (int i = 0; i < left.size() && !stop; i++) {
                if (awaited) {
                    int done = dumped.size() - left.size() + i;
                    execution.progress(new Progress(done, dumped.size(), "tables", "counting"));
                }
                read(left.get(i));
            }
            session.releaseSnapshot(); // what comes may take long, and holds up neither vacuum nor DDL
        });
        if (left.isEmpty()) {
            join();
        }
    }

    /** What the tables hold that were dumped. */
    Counts finished() {
        awaited = true;
        join();
        return counts;
    }

    private void go(Runnable work) {
        thread = new Thread(() -> working(work), "count");
        thread.setDaemon(true);
        thread.start();
    }

    private void working(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failure = e; // pg_dump will most likely say the same
        }
    }

    private void join() {
        execution.onCancel(session::abort);
        joined();
        RuntimeException failed = failure;
        if (execution.cancelled()) {
            throw EffectFailure.cancelled(execution.cancelReason());
        }
        if (failed != null) {
            throw failed;
        }
    }

    private void joined() {
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
            joined();
        }
    }
}
