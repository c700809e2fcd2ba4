package dev.handrail.dsl;

import dev.handrail.text.Durations;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script's own code on a thread of its own, and no longer than a bound: a loop without an end can't be ended, but
 * it can be left behind.
 *
 * @param atMost how long the code may compute
 */
record Patience(Duration atMost) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10));

    /** Beyond so many times the bound nothing is waited for, computing or not. */
    private static final int STANDSTILL = 6;

    /** @return what {@code script} ended with; null where it ended well */
    @Nullable
    Throwable over(Runnable script) {
        Failure failure = new Failure();
        Thread thread = new Thread(() -> failure.of(script), "runbook");
        thread.setDaemon(true);
        thread.start();
        try {
            for (int i = 0;
                    i < STANDSTILL && thread.isAlive() && computed(thread).compareTo(atMost) < 0;
                    i++) {
                thread.join(atMost.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive() ? endless(thread) : failure.thrown;
    }

    /** Time on the processor: a machine that is busy, or was suspended, is no fault of the script's. */
    private static Duration computed(Thread thread) {
        long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
        return nanos < 0 ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    private Endless endless(Thread thread) {
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.interrupt();
        return new Endless(atMost, thread.getStackTrace());
    }

    private static final class Failure {
        private volatile @Nullable Throwable thrown;

        void of(Runnable script) {
            try {
                script.run();
            } catch (RuntimeException | Error e) {
                thrown = e;
            }
        }
    }

    /** Code that has not ended in time; its stack is where it was at work then. */
    static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Endless(Duration after, StackTraceElement[] at) {
            super("it has not ended after " + Durations.show(after));
            setStackTrace(at);
        }
    }
}
