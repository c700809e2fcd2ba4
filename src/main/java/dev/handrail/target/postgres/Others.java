package dev.handrail.target.postgres;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import java.time.Duration;
import java.util.function.Supplier;

/** For whom a walk rests between two batches: replicas that are behind, sessions at work, and the person at the keys. */
record Others(Replicas replicas, Company company, Execution execution) {
    private static final Duration LOOK = Duration.ofMillis(200);

    void mustBeSeen() {
        replicas.mustBeSeen();
        company.mustBeSeen();
    }

    /**
     * To be called after each batch.
     *
     * @param committed what is told of the work where a person ends it here
     */
    void await(Watch watch, Supplier<String> committed) {
        boolean paused = false;
        while (execution.pace().paused()) {
            if (!paused) {
                execution.said("paused: p goes on, c ends it here");
                paused = true;
            }
            watch.pause(LOOK);
        }
        if (execution.pace().ends()) {
            throw EffectFailure.cancelled("the operator ended it after a batch; " + committed.get());
        }
        replicas.await(watch);
        company.await(watch);
    }
}
