package dev.handrail.runbook;

/** How work in batches goes on, as a person at the terminal says while it does. Any thread may ask and say. */
public final class Pace {
    private static final int MOST_ROWS = 10_000_000;
    private static final int MOST_DOUBLINGS = 20;

    private int doublings;
    private boolean paused;
    private boolean ends;

    /** Other work begins: nothing was said of it yet. */
    public synchronized void begin() {
        doublings = 0;
        paused = false;
        ends = false;
    }

    public synchronized void bigger() {
        doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
    }

    public synchronized void smaller() {
        doublings = Math.max(-MOST_DOUBLINGS, doublings - 1);
    }

    /** Pauses after the batch at work, or goes on. */
    public synchronized void pauseOrGoOn() {
        paused = !paused;
    }

    /** Ends after the batch at work. */
    public synchronized void end() {
        ends = true;
    }

    public synchronized boolean paused() {
        return paused && !ends;
    }

    public synchronized boolean ends() {
        return ends;
    }

    /** How many rows a batch takes at most where the author says {@code rows}. */
    public synchronized int of(int rows) {
        double size = rows * Math.pow(2, doublings);
        return (int) Math.max(1, Math.min(MOST_ROWS, size));
    }
}
