package dev.handrail.runbook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bounds within which SQL is performed.
 *
 * @param lockTimeout how long a statement waits for a lock before it gives way
 * @param statementTimeout how long a statement may run; null: no bound
 */
public record Envelope(Duration lockTimeout, @Nullable Duration statementTimeout) {
    public static final Envelope DEFAULT = new Envelope(Duration.ofSeconds(5), null);
}
