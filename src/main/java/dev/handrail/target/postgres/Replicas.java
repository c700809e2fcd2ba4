package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Durations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Lets replicas catch up between two batches. The server's own replay_lag stands still while nothing is replayed, so
 * the age of the oldest batch that a replica has not replayed counts as well.
 */
final class Replicas {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Observer observer;
    private final Batches batches;
    private final Execution execution;
    private final Deque<Written> notReplayed = new ArrayDeque<>();

    Replicas(Observer observer, Batches batches, Execution execution) {
        this.observer = observer;
        this.batches = batches;
        this.execution = execution;
    }

    /** @throws Problem exit 7 where lag is to be watched and can't be seen */
    void mustBeSeen() {
        if (batches.whileLagBelow() != null && seen().isEmpty()) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the lag of the replicas can't be seen",
                    "",
                    "pg_stat_replication hides it from this user",
                    "grant pg_monitor to the user that connects, or take whileLagBelow out");
        }
    }

    /** To be called after each batch. */
    void await(Watch watch) {
        Duration bound = batches.whileLagBelow();
        if (bound == null) {
            return;
        }
        seen().ifPresent(s -> notReplayed.add(new Written(s.written(), System.nanoTime())));
        boolean told = false;
        for (Optional<Duration> lag = lag(); lag.isEmpty() || lag.get().compareTo(bound) >= 0; lag = lag()) {
            if (!told) {
                execution.said("waits for a replica that is "
                        + lag.map(Durations::show).orElse("out of sight") + " behind");
                told = true;
            }
            watch.pause(LOOK);
        }
    }

    private Optional<Duration> lag() {
        return seen().map(s -> {
            notReplayed.removeIf(w -> w.lsn() <= s.replayed());
            Duration own = notReplayed.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(
                            System.nanoTime() - notReplayed.getFirst().at());
            return own.compareTo(s.told()) > 0 || notReplayed.isEmpty() ? own : s.told();
        });
    }

    private Optional<Seen> seen() {
        try {
            return observer.replicas();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /**
     * @param told replay_lag of the slowest
     * @param written where the primary's log is, in bytes
     * @param replayed up to where the slowest replica has replayed it
     */
    record Seen(Duration told, long written, long replayed) {}

    private record Written(long lsn, long at) {}
}
