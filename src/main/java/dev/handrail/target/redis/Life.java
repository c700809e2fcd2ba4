package dev.handrail.target.redis;

import dev.handrail.runbook.Warm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How long each key lives, as a word of a command in milliseconds. */
final class Life {
    private static final Duration LEFTOVER = Duration.ofHours(24);

    private final byte[] word;

    private Life(byte[] word) {
        this.word = word;
    }

    /** What is written aside has a life in any case: nobody else takes it away after a run that was killed. */
    static Life of(Warm effect, Naming naming) {
        Duration life = effect.ttl() == null && naming.elsewhere() ? LEFTOVER : effect.ttl();
        return new Life(
                life == null ? new byte[0] : Long.toString(life.toMillis()).getBytes(StandardCharsets.US_ASCII));
    }

    boolean none() {
        return word.length == 0;
    }

    byte[] next() {
        return word;
    }
}
