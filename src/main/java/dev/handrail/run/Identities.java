package dev.handrail.run;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which targets these are, so that another one is never taken for them. A database is known by what it is, wherever it
 * runs; a Redis has nothing of that kind that outlives its restart, so it is known by its address.
 */
public final class Identities {
    private Identities() {}

    /**
     * All that a runbook names, services and metrics by their address, databases with their user; what can't be reached
     * now is left out.
     *
     * @param standIns whether services and metrics are stand-ins, whose address is another one each time
     */
    public static Map<String, String> bound(Runbook runbook, Targets targets, boolean standIns) {
        Map<String, String> bound = new TreeMap<>();
        for (TargetRef ref : runbook.targets()) {
            try {
                Map<String, String> known = new LinkedHashMap<>(of(List.of(ref), targets));
                if (ref.kind() == TargetKind.DATABASE) {
                    String user = targets.database(ref.name()).identity().user();
                    known.replaceAll((name, at) -> at + ", as " + user);
                } else if (ref.kind() == TargetKind.SERVICE && !standIns) {
                    known.put(ref.toString(), targets.service(ref.name()).base());
                } else if (ref.kind() == TargetKind.METRICS && !standIns) {
                    known.put(ref.toString(), targets.metrics(ref.name()).base());
                }
                bound.putAll(known);
            } catch (Problem unreachable) {
                // a step that needs it can't be planned, and says so
            }
        }
        return bound;
    }

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
