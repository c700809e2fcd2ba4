package dev.handrail.target.redis;

import org.jspecify.annotations.Nullable;

/** Where replies come from, piece by piece. */
interface Pieces {
    /** {@link Incoming#END} from the connection's end on; null where nothing came in time. */
    byte @Nullable [] next() throws InterruptedException;
}
