package dev.handrail.runbook;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What this run did, and what earlier runs of the same runbook did, as the journals have it. */
public interface History {
    /** How long a step of this run took. */
    Optional<Duration> took(String step);

    /** How long taking this step back took the last time, in any run of this runbook. */
    Optional<Duration> tookBack(String step);

    /** Whether a run, of any runbook, is over; empty where its journal is not in this home, or can't be read. */
    Optional<Boolean> over(String run);

    /** By the keys of a step's effects: how long each took the last time it was done, in any run of this runbook. */
    default Map<String, Measured> measured(String step) {
        return Map.of();
    }

    /** When this runbook, with the same files, last passed in {@code environment}. */
    Optional<Instant> passedIn(String environment);
}
