package dev.handrail.target.host;

/** Keeps a program's output whole, up to a bound. */
public final class Captured implements Output {
    private static final int MOST = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private volatile boolean cut;

    @Override
    public void take(char[] piece, int length) {
        int fits = Math.min(length, MOST - text.length());
        text.append(piece, 0, fits);
        cut |= fits < length;
    }

    @Override
    public void end() {}

    /** What was written, without white space around it; to be read after the program's end. */
    public String trimmed() {
        return text.toString().strip();
    }

    /** True where more than 1,048,576 characters were written and the rest is lost. */
    public boolean cut() {
        return cut;
    }
}
