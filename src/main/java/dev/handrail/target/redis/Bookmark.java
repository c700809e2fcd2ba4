package dev.handrail.target.redis;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Warm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a warm came, kept beside its keys for as long as half of their life: the value of the query's order in the last
 * row that Redis has taken with all before it, and some of the keys, by which it is seen that they are still there.
 */
final class Bookmark {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String ROWS = "rows";
    private static final String LAST = "last";
    private static final String KEY = "key:";

    private final RedisTarget cache;
    private final String name;
    private long over;
    private boolean off;

    /** @param rows how many were written until there */
    record Place(long rows, String last) {}

    Bookmark(RedisTarget cache, Warm effect, Execution execution) {
        this.cache = cache;
        this.name = RedisTarget.OWN + "warm-at:" + execution.run() + ":" + execution.step() + ":" + execution.phase()
                + ":" + execution.effect() + ":" + execution.round();
        Duration life = effect.ttl() == null
                ? LONGEST
                : effect.ttl().multipliedBy(100 - effect.jitter()).dividedBy(200);
        this.over = System.nanoTime() + life.toNanos();
    }

    /** Where an earlier attempt came to, if all that tells of it is there. */
    Optional<Place> found() {
        try {
            Map<String, String> kept = cache.command("tell how far it came", r -> r.hgetall(name));
            Long left = kept.isEmpty() ? null : cache.command("tell how far it came", r -> r.pttl(name));
            if (left == null || left <= 0 || !kept.containsKey(LAST) || !kept.containsKey(ROWS) || !there(kept)) {
                return Optional.empty();
            }
            over = System.nanoTime() + Duration.ofMillis(left).toNanos();
            return Optional.of(new Place(Long.parseLong(kept.get(ROWS)), kept.get(LAST)));
        } catch (Problem | NumberFormatException e) {
            off = true;
            return Optional.empty();
        }
    }

    private boolean there(Map<String, String> kept) {
        return kept.entrySet().stream()
                .filter(e -> e.getKey().startsWith(KEY))
                .allMatch(e -> cache.command("tell how far it came", r -> r.exists(e.getValue())) > 0);
    }

    /** Every row up to this one has been taken. Without the right to keep it, the next attempt begins anew. */
    void keep(long rows, @Nullable String last, List<String> keys) {
        long left = (over - System.nanoTime()) / 1_000_000;
        if (off || last == null || left <= 0) {
            forget();
            return;
        }
        Map<String, String> place = new LinkedHashMap<>();
        place.put(ROWS, Long.toString(rows));
        place.put(LAST, last);
        keys.forEach(key -> place.put(KEY + place.size(), key));
        try {
            cache.command("note how far it came", r -> r.hset(name, place));
            cache.command("note how far it came", r -> r.pexpire(name, left));
        } catch (Problem refused) {
            off = true;
        }
    }

    void forget() {
        try {
            cache.command("forget how far it came", r -> r.del(name));
        } catch (Problem refused) {
            off = true;
        }
    }
}
