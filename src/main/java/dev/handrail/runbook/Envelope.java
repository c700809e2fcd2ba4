package dev.handrail.runbook;

import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bounds within which SQL is performed. Whoever waits for a strong lock makes all others wait behind him: so each
 * wait is short, and between two tries the queue is left alone for as long at least.
 *
 * @param lockTimeout how long a statement waits for a lock before it gives way
 * @param statementTimeout how long a statement may run; null: no bound
 * @param lockWait how long it is tried in all, pauses included; as long as {@code lockTimeout}: once
 */
public record Envelope(Duration lockTimeout, @Nullable Duration statementTimeout, Duration lockWait) {
    public static final Envelope DEFAULT = new Envelope(Duration.ofSeconds(2), null, Duration.ofMinutes(2));

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    public Envelope {
        lockWait = lockWait.compareTo(lockTimeout) < 0 ? lockTimeout : lockWait;
    }

    /** One try. */
    public Envelope(Duration lockTimeout, @Nullable Duration statementTimeout) {
        this(lockTimeout, statementTimeout, lockTimeout);
    }

    /** One try that waits for as long as all tries together would: where nobody has to wait behind it. */
    public Envelope patient() {
        return new Envelope(lockWait, statementTimeout);
    }

    /** The pauses between the tries: the first as long as a try, each twice as long as the one before, 15s at most. */
    public List<Duration> pauses() {
        List<Duration> pauses = new ArrayList<>();
        long once = lockTimeout.toMillis();
        long longest = LONGEST_PAUSE.toMillis();
        long pause = Math.min(once, longest);
        for (long spent = once + pause + once; once > 0 && spent <= lockWait.toMillis(); spent += pause + once) {
            pauses.add(Duration.ofMillis(pause));
            pause = Math.min(2 * pause, longest);
        }
        return pauses;
    }

    /** The most times that a lock is tried for. */
    public int tries() {
        return pauses().size() + 1;
    }

    /** {@code a lock is waited for 2s at a time, up to 9 times within 2m}. */
    public String shown() {
        String locks = lockTimeout.isZero()
                ? "a lock is waited for without a bound"
                : "a lock is waited for " + Durations.show(lockTimeout)
                        + (tries() == 1
                                ? ", once"
                                : " at a time, up to " + tries() + " times within " + Durations.show(lockWait));
        return locks + (statementTimeout == null ? "" : "; a statement may take " + Durations.show(statementTimeout));
    }
}
