package dev.handrail.target.redis;

import dev.handrail.runbook.Warm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** How long each key lives, as a word of a command in milliseconds. */
final class Life {
    private static final Duration LEFTOVER = Duration.ofHours(24);

    private final long longest;
    private final long spread;
    private final byte[] word;
    private final Outgoing same = new Outgoing(1 << 5);
    private final SplittableRandom chance = new SplittableRandom();

    private Life(@Nullable Duration longest, int jitter) {
        this.longest = longest == null ? 0 : longest.toMillis();
        this.spread = this.longest * jitter / 100;
        this.word = ascii(this.longest);
        this.same.word("PX").word(word);
    }

    /** What is written aside has a life in any case: nobody else takes it away after a run that was killed. */
    static Life of(Warm effect, Naming naming) {
        return new Life(effect.ttl() == null && naming.elsewhere() ? LEFTOVER : effect.ttl(), effect.jitter());
    }

    boolean none() {
        return longest == 0;
    }

    /** Never longer than was said. */
    byte[] next() {
        return spread == 0 ? word : ascii(longest - chance.nextLong(spread + 1));
    }

    /** As the end of a SET; nothing where there is none. */
    void behind(Outgoing set) {
        if (spread > 0) {
            set.word("PX").word(next());
        } else if (!none()) {
            set.raw(same.bytes(), 0, same.size());
        }
    }

    private static byte[] ascii(long milliseconds) {
        return Long.toString(milliseconds).getBytes(StandardCharsets.US_ASCII);
    }
}
