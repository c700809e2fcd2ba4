package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dropping an index that may be gone. */
record Dropping(Work work, String written) {
    Plan plan(Optional<Existing> existing) {
        if (existing.isEmpty()) {
            return Plan.nothing("there is no index " + written);
        }
        Existing there = existing.get();
        refuse(there);
        Map<String, String> facts = there.valid() ? Map.of("definition", there.definition()) : Map.of();
        return Plan.of(Risk.CHANGES, List.of(work.drop(there.schema(), there.name(), "", facts)));
    }

    /** @throws Problem where PostgreSQL would not drop it, or not without blocking */
    static void refuse(Existing there) {
        Creating.refuseWhileBuilding(there);
        if (there.definition().isEmpty()) {
            throw refused(there, "it is no index", "correct the name");
        }
        if (there.constraint() != null) {
            throw refused(
                    there,
                    "the constraint " + there.constraint() + " stands on it",
                    "drop the constraint instead: sql 'alter table … drop constraint " + there.constraint() + "'");
        }
        if (there.kind().equals("I") || there.part()) {
            throw refused(
                    there,
                    "it is the index of a partitioned table, or a part of one: PostgreSQL drops these together, and"
                            + " only while writers wait",
                    "drop the partitioned table's index with sql 'drop index …', when writers may wait");
        }
    }

    private static Problem refused(Existing there, String why, String remedy) {
        return new Problem(ExitCode.FAILED, there.qualified() + " can't be dropped on its own", "", why, remedy);
    }
}
