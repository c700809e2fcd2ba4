package dev.handrail.run;

import java.time.Duration;

/** How the engine waits and measures time; specs move it by hand. */
public interface Pauses {
    /** Waits, or returns earlier when the thread is interrupted. */
    void pause(Duration duration);

    /** Monotonic time in nanoseconds: for durations, whatever the wall clock does. */
    long nanos();

    /** Milliseconds since an earlier {@link #nanos()}. */
    default long millisSince(long nanos) {
        return (nanos() - nanos) / 1_000_000;
    }

    Pauses REAL = new Pauses() {
        @Override
        public void pause(Duration duration) {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };
}
