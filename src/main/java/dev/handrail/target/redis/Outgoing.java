package dev.handrail.target.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Commands as Redis reads them, one behind the other in one array. */
final class Outgoing {
    private static final int HEADER = 16;

    private byte[] bytes;
    private int used;

    Outgoing(int room) {
        bytes = new byte[room];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return used;
    }

    void clear() {
        used = 0;
    }

    /** Forgets what was written behind {@code size}. */
    void cut(int size) {
        used = size;
    }

    /** Begins a command of so many words, its name among them. */
    Outgoing command(int words) {
        return header('*', words);
    }

    Outgoing word(byte[] text) {
        return word(text, 0, text.length);
    }

    Outgoing word(byte[] text, int from, int length) {
        length(length);
        raw(text, from, length);
        return end();
    }

    Outgoing word(String text) {
        return word(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Announces a word of so many bytes; {@link #raw} and {@link #end} follow. */
    Outgoing length(int bytes) {
        return header('$', bytes);
    }

    Outgoing raw(byte[] text, int from, int length) {
        room(length);
        System.arraycopy(text, from, bytes, used, length);
        used += length;
        return this;
    }

    /** Room for so many bytes, which the caller writes into {@link #bytes} at the place that is returned. */
    int place(int length) {
        room(length);
        int at = used;
        used += length;
        return at;
    }

    Outgoing end() {
        room(2);
        bytes[used++] = '\r';
        bytes[used++] = '\n';
        return this;
    }

    private Outgoing header(char kind, int number) {
        room(HEADER);
        bytes[used++] = (byte) kind;
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int at = used + digits - 1; at >= used; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += digits;
        return end();
    }

    private void room(int more) {
        if (bytes.length - used < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(used, more)));
        }
    }
}
