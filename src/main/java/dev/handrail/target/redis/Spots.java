package dev.handrail.target.redis;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Warm;
import dev.handrail.runbook.Warm.Shape;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Some keys as they were written, to be read back at the end: of the first, second, fourth, eighth … row. */
final class Spots {
    private static final int LONGEST = 1 << 16;

    private final boolean text;
    private final long begin = System.nanoTime();
    private final Map<String, String> written = new LinkedHashMap<>();

    Spots(Warm effect) {
        text = effect.shape() == Shape.STRING || effect.shape() == Shape.JSON;
    }

    /** Whether the row of that number is one of them. */
    static boolean here(long row) {
        return (row & row - 1) == 0;
    }

    void keep(Outgoing name, Outgoing value) {
        boolean whole = text && value.size() <= LONGEST;
        written.put(text(name), whole ? text(value) : "");
    }

    /** The keys, the first written first. */
    List<String> keys() {
        return List.copyOf(written.keySet());
    }

    private static String text(Outgoing of) {
        return new String(of.bytes(), 0, of.size(), StandardCharsets.UTF_8);
    }

    /**
     * @return how many hold another text than was written
     * @throws EffectFailure where one is not there
     */
    int readBack(Warm effect, RedisTarget cache) {
        int other = 0;
        for (Map.Entry<String, String> each : written.entrySet()) {
            boolean there = cache.command("read back", r -> r.exists(each.getKey())) > 0;
            if (!there && !expired(effect)) {
                throw EffectFailure.failed(
                        "key " + each.getKey() + " was written and is not there",
                        cache.place().shown(),
                        "Redis took every key; " + written.size() + " of them are read back at the end",
                        "see who unlinks keys meanwhile, then resume");
            }
            if (there && text && !each.getValue().isEmpty()) {
                String now = cache.command("read back", r -> r.get(each.getKey()));
                other += Objects.equals(now, each.getValue()) ? 0 : 1;
            }
        }
        return other;
    }

    private boolean expired(Warm effect) {
        return effect.ttl() != null
                && System.nanoTime() - begin >= effect.ttl().toNanos() / 100 * (100 - effect.jitter());
    }
}
