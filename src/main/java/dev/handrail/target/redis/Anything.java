package dev.handrail.target.redis;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reply of whatever shape: a text, a number, a list of such, or null. The library's own takes no single value. */
final class Anything extends CommandOutput<String, String, @Nullable Object> {
    /** A list that is not full yet. */
    private record Open(List<@Nullable Object> items, int size) {}

    private final Deque<Open> open = new ArrayDeque<>();

    Anything() {
        super(StringCodec.UTF8, null);
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        put(bytes == null ? null : codec.decodeValue(bytes));
    }

    @Override
    public void set(long number) {
        put(number);
    }

    @Override
    public void set(double number) {
        put(number);
    }

    @Override
    public void set(boolean flag) {
        put(flag ? 1L : 0L);
    }

    @Override
    public void multi(int count) {
        if (count > 0) {
            open.push(new Open(new ArrayList<>(), count));
        } else {
            put(count < 0 ? null : List.of());
        }
    }

    private void put(@Nullable Object value) {
        Object whole = value;
        while (!open.isEmpty()) {
            open.peek().items().add(whole);
            if (open.peek().items().size() < open.peek().size()) {
                return;
            }
            whole = open.pop().items();
        }
        output = whole;
    }
}
