package dev.handrail.run;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C and the end of a terminal ask for: the first ends the effect at work, the second pauses the run. */
public final class Interrupts {
    private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();
    private volatile String reason = "";
    private volatile boolean pause;
    private int asked;

    /** Ctrl-C. */
    public void interrupt() {
        ask(false);
        cancelNow("the operator ended it");
    }

    /** The terminal is gone or the process is told to end: pause, and end the effect at work. */
    public void pause() {
        ask(true);
        cancelNow("the session ended");
    }

    private synchronized void ask(boolean toPause) {
        asked++;
        pause |= toPause || asked > 1;
    }

    /** A watch or a time limit ends the effect at work; the run goes on to ask. */
    void cancelNow(String why) {
        synchronized (this) {
            reason = why;
        }
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
    synchronized void clear() {
        cancel.set(null);
        if (!pause) {
            asked = 0;
            reason = "";
        }
    }
}
