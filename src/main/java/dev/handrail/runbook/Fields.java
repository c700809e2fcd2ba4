package dev.handrail.runbook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row, as PostgreSQL writes them, in UTF-8. Filled anew for each row: who needs one later copies it.
 */
public final class Fields {
    private byte[] own = new byte[1 << 10];
    private byte[] bytes = own;
    private final int[] begins;
    private final int[] lengths;
    private int used;
    private int field;

    /** @param count how many columns there are */
    public Fields(int count) {
        begins = new int[count];
        lengths = new int[count];
    }

    /** Begins a row whose values are added. */
    public void clear() {
        bytes = own;
        used = 0;
        field = 0;
    }

    /** Begins a row whose values are all {@link #within} these bytes, which stay as they are until the next one. */
    public void over(byte[] line) {
        bytes = line;
        used = 0;
        field = 0;
    }

    /** The next value: a part of what the row is {@link #over}. */
    public void within(int begin, int length) {
        begins[field] = begin;
        lengths[field++] = length;
    }

    /** The next value is NULL. */
    public void addNull() {
        lengths[field++] = -1;
    }

    public void add(String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        if (own.length - used < value.length) {
            own = Arrays.copyOf(own, Math.max(own.length * 2, Math.addExact(used, value.length)));
            bytes = own;
        }
        System.arraycopy(value, 0, own, used, value.length);
        within(used, value.length);
        used += value.length;
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
