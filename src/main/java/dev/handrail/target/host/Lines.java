package dev.handrail.target.host;

import java.util.function.Consumer;

/** Cuts text into lines. A line that is too long is told with its first part only, so that memory stays bounded. */
final class Lines implements Output {
    static final int LONGEST = 16_384;

    private final Consumer<String> line;
    private final StringBuilder pending = new StringBuilder();
    private long dropped;
    private boolean afterReturn;

    Lines(Consumer<String> line) {
        this.line = line;
    }

    @Override
    public void take(char[] text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text[i];
            if (c == '\n' && afterReturn) {
                afterReturn = false;
            } else if (c == '\n' || c == '\r') {
                afterReturn = c == '\r';
                tell();
            } else {
                afterReturn = false;
                keep(c);
            }
        }
    }

    @Override
    public void end() {
        if (pending.length() > 0) {
            tell();
        }
    }

    private void keep(char c) {
        if (pending.length() < LONGEST) {
            pending.append(c);
        } else {
            dropped++;
        }
    }

    private void tell() {
        String text = dropped == 0 ? pending.toString() : pending + " … (" + dropped + " more characters)";
        pending.setLength(0);
        dropped = 0;
        line.accept(text);
    }
}
