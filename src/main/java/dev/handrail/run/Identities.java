package dev.handrail.run;

import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which targets these are, so that another one is never taken for them. A database is known by what it is, wherever it
 * runs; a Redis has nothing of that kind that outlives its restart, so it is known by its address.
 */
public final class Identities {
    private Identities() {}

    /** By {@code kind name}, e.g. {@code database main}; services are told by their address. */
    public static Map<String, String> of(List<TargetRef> refs, Targets targets) {
        Map<String, String> identities = new LinkedHashMap<>();
        for (TargetRef ref : refs) {
            if (ref.kind() == TargetKind.DATABASE) {
                Database.Identity at = targets.database(ref.name()).identity();
                identities.put(
                        ref.toString(),
                        at.database() + " (number " + at.oid() + ") in cluster "
                                + (at.system().isEmpty() ? "unknown" : at.system()) + ", timeline " + at.timeline()
                                + (at.standby() ? ", standby" : ", primary"));
            } else if (ref.kind() == TargetKind.CACHE) {
                Cache.Identity at = targets.cache(ref.name()).identity();
                identities.put(ref.toString(), at.host() + ":" + at.port() + "/" + at.number() + ", " + at.role());
            }
        }
        return identities;
    }
}
