package dev.handrail.runbook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row, as PostgreSQL writes them, in UTF-8. Filled anew for each row: who needs one later copies it.
 */
public final class Fields {
    private byte[] bytes = new byte[1 << 10];
    private final int[] begins;
    private final int[] lengths;
    private int used;
    private int field;

    /** @param count how many columns there are */
    public Fields(int count) {
        begins = new int[count];
        lengths = new int[count];
    }

    /** Begins a row. */
    public void clear() {
        used = 0;
        field = 0;
    }

    /** The next value is NULL. */
    public void addNull() {
        lengths[field++] = -1;
    }

    /** The next value: {@code length} bytes of {@code from}. */
    public void add(byte[] from, int at, int length) {
        int begin = used;
        room(length);
        System.arraycopy(from, at, bytes, used, length);
        used += length;
        begins[field] = begin;
        lengths[field++] = length;
    }

    public void add(String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        add(value, 0, value.length);
    }

    private void room(int more) {
        if (bytes.length - used < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(used, more)));
        }
    }

    public boolean isNull(int at) {
        return lengths[at] < 0;
    }

    /** In bytes; -1 for NULL. */
    public int length(int at) {
        return lengths[at];
    }

    public void copy(int at, byte[] to, int place) {
        System.arraycopy(bytes, begins[at], to, place, lengths[at]);
    }

    public @Nullable String text(int at) {
        return isNull(at) ? null : new String(bytes, begins[at], lengths[at], StandardCharsets.UTF_8);
    }
}
