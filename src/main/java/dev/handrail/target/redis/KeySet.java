package dev.handrail.target.redis;

/**
 * Which keys were written, by a 64-bit hash of each: 11 to 32 bytes a key. Two keys with one hash are taken for one,
 * once in some billions at ten million keys.
 */
final class KeySet {
    /** From here on memory matters more than the time to find a free place. */
    private static final int MANY = 1 << 22;

    private long[] slots = new long[1 << 12];
    private final long[] noted = new long[1 << 8];
    private int notes;
    /** Of no meaning; without it nothing would be looked at. */
    private long looked;

    private int size;
    private boolean zero;

    /** As {@link #add}, some time before the next question: many at once, the places that each waits for come together. */
    void note(byte[] key, int length) {
        noted[notes++] = hash(key, length);
        if (notes == noted.length) {
            settle();
        }
    }

    /** Places far apart in memory: first each is looked at, which the processor does for many at the same time. */
    private void settle() {
        int all = notes;
        notes = 0;
        long seen = 0;
        for (int i = 0; i < all; i++) {
            seen += slots[(int) noted[i] & slots.length - 1];
        }
        looked = seen;
        for (int i = 0; i < all; i++) {
            add(noted[i]);
        }
    }

    /** True where it was not there yet. */
    boolean add(byte[] key, int length) {
        settle();
        return add(hash(key, length));
    }

    private boolean add(long hash) {
        if (hash == 0) {
            boolean fresh = !zero;
            zero = true;
            return fresh;
        }
        if (size >= (slots.length < MANY ? slots.length / 2 : slots.length / 4 * 3)) {
            grow();
        }
        int slot = slot(hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        size++;
        return true;
    }

    boolean has(byte[] key, int length) {
        settle();
        long hash = hash(key, length);
        return hash == 0 ? zero : slots[slot(hash)] == hash;
    }

    int size() {
        settle();
        return size + (zero ? 1 : 0);
    }

    private int slot(long hash) {
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long hash : old) {
            if (hash != 0) {
                slots[slot(hash)] = hash;
            }
        }
    }

    static long hash(byte[] key, int length) {
        long hash = 0x9E3779B97F4A7C15L ^ length;
        for (int i = 0; i < length; i++) {
            hash = Long.rotateLeft((hash ^ key[i]) * 0xD6E8FEB86659FD93L, 29);
        }
        hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        return hash ^ hash >>> 32;
    }
}
