package dev.handrail.target.postgres;

import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Execution;
import java.time.Duration;

/**
 * How many rows the next batch takes. It begins small and grows quickly; where other sessions were found waiting for rows
 * of a batch it becomes much smaller, and from half the size at which they waited on it grows slowly. A batch that takes
 * long makes the next one smaller too.
 */
final class Tempo {
    private static final int FIRST = 1_000;
    private static final int LEAST = 100;
    private static final double QUICKLY = 1.5;
    private static final double SLOWLY = 1.02;
    /** Rows are locked, and the log is written, for no longer than this: whoever comes meanwhile waits that long. */
    private static final Duration LONG = Duration.ofMillis(250);

    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Batches batches;
    private final Execution execution;
    private double size;
    private double slowFrom = Double.MAX_VALUE;
    private int bound;
    private boolean told;

    Tempo(Batches batches, Execution execution) {
        this.batches = batches;
        this.execution = execution;
        this.bound = batches.rows();
        this.size = Math.min(FIRST, bound);
    }

    /** The most rows for the next batch. */
    int rows() {
        int most = most();
        if (most > bound) {
            size = size * most / bound; // a person wants more, and sees it in the next batch
        }
        bound = most;
        return (int) Math.max(1, Math.min(size, most));
    }

    private int most() {
        return execution.pace().of(batches.rows());
    }

    /**
     * Learns from a batch.
     *
     * @param waiters sessions that waited for its rows when it was done
     * @param took how long it held them
     * @return how long to let others go first
     */
    Duration after(int waiters, Duration took) {
        if (waiters == 0 && took.compareTo(LONG) > 0) {
            size = Math.max(Math.min(LEAST, most()), rows() * (double) LONG.toMillis() / took.toMillis());
            return Duration.ZERO;
        }
        if (waiters == 0) {
            size = Math.min(most(), size * (size < slowFrom ? QUICKLY : SLOWLY) + 1);
            return Duration.ZERO;
        }
        double was = rows();
        slowFrom = Math.max(LEAST, was / 2);
        size = Math.max(Math.min(LEAST, most()), was / 4);
        if (!told) {
            execution.said("other sessions wait for rows of a batch: batches are smaller until they do not");
            told = true;
        }
        return took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST;
    }
}
