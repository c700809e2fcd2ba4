package dev.handrail.shell.out;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets a screen look at the clock each second, so that work which tells nothing of itself is seen to go on. */
public final class Ticking implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "the screen's clock");
        thread.setDaemon(true);
        return thread;
    });

    public Ticking(Screen screen) {
        clock.scheduleWithFixedDelay(screen::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
