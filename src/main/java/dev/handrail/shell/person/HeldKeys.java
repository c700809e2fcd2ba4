package dev.handrail.shell.person;

import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a finger that rests on a key from one that presses it again: a held key sends itself after a delay, then many
 * times a second, and must not answer the question that comes up meanwhile.
 */
final class HeldKeys {
    /** A key that repeats comes at least so often; who presses it again leaves more time. */
    private static final long REPEAT = 250_000_000L;

    private final long delay;
    private final LongSupplier nanos;
    private String last = "";
    private long lastAt;
    private long answeredAt;
    private boolean doubted;

    /**
     * @param delay the longest time after which a held key begins to repeat; zero: nothing is taken for held
     * @param nanos monotonic time
     */
    HeldKeys(Duration delay, LongSupplier nanos) {
        this.delay = delay.toNanos();
        this.nanos = nanos;
    }

    /** @param written what {@code HANDRAIL_KEY_DELAY} says; null: a second, which is what keyboards are set to at most */
    static Duration delay(@Nullable String written) {
        return Durations.parse(written == null ? "" : written).orElse(Duration.ofSeconds(1));
    }

    /** {@code key} was thrown away unread. */
    void passed(String key) {
        last = key;
        lastAt = nanos.getAsLong();
        answeredAt = lastAt - delay;
        doubted = false;
    }

    /**
     * True where {@code key}, which came just now, may have been sent by a finger that never left it. One that comes
     * once more after a pause was pressed.
     */
    boolean held(String key) {
        long now = nanos.getAsLong();
        boolean same = delay > 0 && key.equals(last);
        boolean repeats = same && now - lastAt < REPEAT;
        boolean begins = same && !doubted && now - answeredAt < delay;
        last = key;
        lastAt = now;
        doubted = repeats || begins;
        if (!doubted) {
            answeredAt = now;
        }
        return doubted;
    }
}
