package dev.handrail.target.redis;

import java.util.Arrays;

/** Commands that travel together, and where each ends: one that was refused can be sent again. */
final class Batch {
    private final Outgoing commands = new Outgoing(1 << 15);
    private int[] ends = new int[1 << 10];
    private boolean[] counts = new boolean[1 << 10];
    private int size;

    /** The next command is written here, then {@link #written}. */
    Outgoing next() {
        return commands;
    }

    /** @param counts it stands for something that the operator counts */
    void written(boolean counts) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            this.counts = Arrays.copyOf(this.counts, size * 2);
        }
        ends[size] = commands.size();
        this.counts[size++] = counts;
    }

    int size() {
        return size;
    }

    int bytes() {
        return commands.size();
    }

    boolean counts(int at) {
        return counts[at];
    }

    byte[] command(int at) {
        return Arrays.copyOfRange(commands.bytes(), at == 0 ? 0 : ends[at - 1], ends[at]);
    }

    void clear() {
        commands.clear();
        size = 0;
    }
}
