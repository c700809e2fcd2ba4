package dev.handrail.target.redis;

import io.lettuce.core.RedisCommandInterruptedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two looks. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        try {
            // Nobody counts it down: only an interrupt ends it earlier.
            boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }
}
