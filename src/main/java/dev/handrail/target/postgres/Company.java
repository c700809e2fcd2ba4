package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Execution;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;

/** Lets others go first between two batches, while too many sessions of the database are at work. */
record Company(Observer observer, Batches batches, Execution execution) {
    private static final Duration LOOK = Duration.ofMillis(500);

    /** @throws Problem exit 7 where sessions are to be counted and can't be seen */
    void mustBeSeen() {
        if (batches.whileActiveBelow() != null && active().isEmpty()) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "whether other sessions are at work can't be seen",
                    "",
                    "pg_stat_activity hides it from this user",
                    "grant pg_monitor to the user that connects, or take whileActiveBelow out");
        }
    }

    void await(Watch watch) {
        Integer bound = batches.whileActiveBelow();
        if (bound == null) {
            return;
        }
        boolean told = false;
        for (OptionalInt now = active(); now.isEmpty() || now.getAsInt() >= bound; now = active()) {
            if (!told) {
                execution.said("waits while "
                        + (now.isEmpty() ? "sessions can't be counted" : now.getAsInt() + " sessions are at work"));
                told = true;
            }
            watch.pause(LOOK);
        }
    }

    private OptionalInt active() {
        try {
            return observer.active();
        } catch (SQLException | Problem e) {
            return OptionalInt.empty();
        }
    }
}
