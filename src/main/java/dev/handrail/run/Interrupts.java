package dev.handrail.run;

import dev.handrail.runbook.Pace;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C and the end of a terminal ask for: the first ends the effect at work, the second pauses the run. */
public final class Interrupts {
    private final Runnable questions;
    private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();
    private final Pace pace = new Pace();
    private int asked;
    private volatile String reason = "";
    private volatile boolean pause;

    public Interrupts() {
        this(() -> {});
    }

    /** @param questions ends the questions that targets are just asked */
    public Interrupts(Runnable questions) {
        this.questions = questions;
    }

    /** How a person wants work in batches to go on. */
    public Pace pace() {
        return pace;
    }

    /** Ctrl-C. */
    public void interrupt() {
        ask(false, "the operator ended it");
    }

    /** True where Ctrl-C was pressed and that is not answered yet. */
    public boolean asks() {
        return asked() > 0;
    }

    /** The terminal is gone or the process is told to end: pause, and end the effect at work. */
    public void pause() {
        ask(true, "the session ended");
    }

    private void ask(boolean pauses, String why) {
        synchronized (this) {
            asked++;
            pause = pause || pauses || asked > 1;
        }
        cancelNow(why);
        questions.run();
    }

    /** A watch or a time limit ends the effect at work; the run goes on to ask. */
    void cancelNow(String why) {
        reason = why;
        Runnable running = cancel.getAndSet(null);
        if (running != null) {
            running.run();
        }
    }

    /** True where the run is to pause as soon as it can. */
    public boolean pauseAsked() {
        return pause;
    }

    boolean cancelAsked() {
        return !reason.isEmpty();
    }

    String reason() {
        return reason;
    }

    /** How often the operator asked, since that was last answered. */
    synchronized int asked() {
        return asked;
    }

    /** What ends the present effect; run at once where the end was asked for already. */
    void onCancel(Runnable how) {
        cancel.set(how);
        if (cancelAsked()) {
            cancelNow(reason);
        }
    }

    /** The effect at work has ended: nothing can end it any more. */
    void over() {
        cancel.set(null);
    }

    /**
     * A person was asked and has decided: what was asked for before that is answered, what came later is not.
     *
     * @param before {@link #asked()} when the question came up
     */
    synchronized void answered(int before) {
        if (!pause && asked <= before) {
            asked = 0;
            reason = "";
        }
    }

    /** A watch or a time limit is over: what it asked for is, too. */
    synchronized void calm() {
        if (asked == 0) {
            reason = "";
        }
    }
}
