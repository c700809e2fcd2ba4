package dev.handrail.cache;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Targets;

/** Only a master takes changes. */
final class Masters {
    private Masters() {}

    /** @throws Problem exit 7 where the cache is a replica */
    static Cache of(Targets targets, String name) {
        Cache cache = targets.cache(name);
        Cache.Identity identity = cache.identity();
        if (!identity.role().equals("master")) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "cache '" + name + "' is a replica and takes no changes",
                    identity.host() + ":" + identity.port(),
                    "its role is " + identity.role(),
                    "bind '" + name + "' to the master; redis-cli INFO replication names it");
        }
        return cache;
    }
}
