package dev.handrail.target.host;

/** Keeps a program's output whole, up to a bound. */
public final class Captured implements Output {
    private static final int MOST = 1 << 20;

    private final int most;
    private final StringBuilder text = new StringBuilder();
    private volatile boolean cut;

    public Captured() {
        this(MOST);
    }

    /** @param most how many characters are kept */
    Captured(int most) {
        this.most = most;
    }

    @Override
    public void take(char[] piece, int length) {
        int fits = Math.min(length, most - text.length());
        text.append(piece, 0, fits);
        cut |= fits < length;
    }

    @Override
    public void end() {}

    /** What was written, without white space around it; to be read after the program's end. */
    public String trimmed() {
        return text.toString().strip();
    }

    /** True where more was written than is kept, 1,048,576 characters where nothing else is said; the rest is lost. */
    public boolean cut() {
        return cut;
    }
}
