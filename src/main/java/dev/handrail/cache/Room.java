package dev.handrail.cache;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.Position;
import dev.handrail.runbook.Cache.Identity;
import dev.handrail.runbook.Hazard;
import dev.handrail.text.Sizes;
import java.util.List;

/** Whether a cache has room for what is to be written. */
record Room(Identity identity, String cache, Position position) {
    List<Hazard> hazards(long bytes) {
        long free = identity.maxMemory() - identity.usedMemory();
        if (identity.maxMemory() == 0 || bytes <= free) {
            return List.of();
        }
        return List.of(Danger.CACHE_MEMORY.seen(
                "about " + Sizes.show(bytes) + " are written, and cache '" + cache + "' has "
                        + Sizes.show(Math.max(0, free)) + " left of " + Sizes.show(identity.maxMemory())
                        + ": it will refuse them or evict other keys",
                "raise maxmemory, write less, or flush first",
                position));
    }
}
