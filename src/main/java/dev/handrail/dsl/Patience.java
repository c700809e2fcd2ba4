package dev.handrail.dsl;

import dev.handrail.text.Durations;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script's own code on a thread of its own, and no longer than a bound: a loop without an end can't be ended, but
 * it can be left behind.
 *
 * @param atMost how long the code may compute
 * @param processor a thread's time on the processor in nanoseconds, from any moment on; negative where nobody can tell
 */
record Patience(Duration atMost, ToLongFunction<Thread> processor) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10));

    /** Beyond so many times the bound nothing is waited for, computing or not. */
    private static final int STANDSTILL = 6;

    Patience(Duration atMost) {
        this(atMost, thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()));
    }

    /** @return what {@code script} ended with; null where it ended well */
    @Nullable
    Throwable over(Runnable script) {
        Failure failure = new Failure();
        Thread thread = new Thread(() -> failure.of(script), "runbook");
        thread.setDaemon(true);
        thread.start();
        try {
            failure.begun.await();
            long first = processor.applyAsLong(thread);
            int waits = 0;
            do {
                thread.join(atMost.toMillis());
                waits++;
            } while (thread.isAlive() && waits < STANDSTILL && !computedLongEnough(thread, first));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive() ? endless(thread) : failure.thrown;
    }

    /**
     * By time on the processor: a machine that is busy, or was suspended, is no fault of the script's. As a difference:
     * what shifts a process's clocks (libfaketime) shifts this one too.
     */
    private boolean computedLongEnough(Thread thread, long first) {
        return processor.applyAsLong(thread) - first >= atMost.toNanos();
    }

    private Endless endless(Thread thread) {
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.interrupt();
        return new Endless(atMost, thread.getStackTrace());
    }

    private static final class Failure {
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile @Nullable Throwable thrown;

        void of(Runnable script) {
            begun.countDown();
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
