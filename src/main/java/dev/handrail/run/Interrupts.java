package dev.handrail.run;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C and the end of a terminal ask for: the first ends the effect at work, the second pauses the run. */
public final class Interrupts {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();
    private volatile String reason = "";
    private volatile boolean pause;

    /** Ctrl-C. */
    public void interrupt() {
        if (asked.incrementAndGet() > 1) {
            pause = true;
        }
        cancelNow("the operator ended it");
    }

    /** The terminal is gone or the process is told to end: pause, and end the effect at work. */
    public void pause() {
        pause = true;
        asked.incrementAndGet();
        cancelNow("the session ended");
    }

    /** A watch or a time limit ends the effect at work; the run goes on to ask. */
    void cancelNow(String why) {
        reason = why;
        Runnable running = cancel.getAndSet(null);
        if (running != null) {
            running.run();
        }
    }

    boolean pauseAsked() {
        return pause;
    }

    boolean cancelAsked() {
        return !reason.isEmpty();
    }

    String reason() {
        return reason;
    }

    /** What ends the present effect; run at once where the end was asked for already. */
    void onCancel(Runnable how) {
        cancel.set(how);
        if (cancelAsked()) {
            cancelNow(reason);
        }
    }

    /** Before the next effect: what was asked of the last one is over. */
    void clear() {
        cancel.set(null);
        if (!pause) {
            asked.set(0);
            reason = "";
        }
    }
}
