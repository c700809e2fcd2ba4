package dev.handrail.target.redis;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Unlinks the keys of a cache that fit, server by server; what was done is known after a failure too. */
final class Sweeping {
    private final RedisTarget cache;
    private final LongConsumer progress;
    private final BooleanSupplier ended;
    private long unlinked;
    private long moved;

    /**
     * @param progress is told how many are unlinked so far
     * @param ended true as soon as no further page shall be taken
     */
    Sweeping(RedisTarget cache, LongConsumer progress, BooleanSupplier ended) {
        this.cache = cache;
        this.progress = progress;
        this.ended = ended;
    }

    /** One pass over all keys but handrail's own. */
    Sweeping pass(String pattern, Stays stays) {
        return pass(pattern, stays, false);
    }

    /** One pass over handrail's own keys alone. */
    Sweeping ours(String pattern) {
        return pass(pattern, Stays.NONE, true);
    }

    private Sweeping pass(String pattern, Stays stays, boolean ours) {
        Topology topology = cache.topology();
        moved = 0;
        for (RedisPlace server : topology.primaries()) {
            long before = unlinked;
            Bulk bulk = cache.connector().bulk(server);
            try (Sweep sweep = new Sweep(bulk, server, topology.cluster(), n -> progress.accept(before + n), ended)) {
                try {
                    sweep.pass(new Scan(bulk, pattern, Scan.PAGE, ours), stays);
                } finally {
                    unlinked = before + sweep.unlinked();
                    moved += sweep.moved();
                }
            }
        }
        return this;
    }

    /** How many were really there and are gone, in all passes. */
    long unlinked() {
        return unlinked;
    }

    /** How many were on their way from one server to another in the last pass, and may be there still. */
    long moved() {
        return moved;
    }
}
