package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import java.util.List;
import java.util.Optional;

/** Building an index that may be there, whole or as the leftover of a build that failed. */
record Creating(Work work, Table table, Definition wanted) {
    static final String CONSENT = "drop-invalid-index";

    Plan plan(Optional<Existing> existing) {
        table.refuseUnlessIndexable();
        if (existing.isEmpty()) {
            return Plan.of(Risk.CHANGES, List.of(work.build(table.schema(), wanted)));
        }
        Existing there = existing.get();
        refuseWhileBuilding(there);
        if (there.definition().isEmpty()) {
            throw inTheWay(there, "it is no index", "choose another name");
        }
        if (!there.valid()) {
            return Plan.of(Risk.CHANGES, List.of(work.dropLeftover(there), work.build(table.schema(), wanted)))
                    .with(List.of(), List.of(consent(there)));
        }
        return switch (Likeness.of(wanted, Definition.byServer(there.definition()))) {
            case SAME -> Plan.nothing("index " + there.qualified() + " is there and valid");
            case SIMILAR ->
                Plan.nothing("index " + there.qualified() + " is there and valid; the server writes it as: "
                        + there.definition());
            case DIFFERENT ->
                throw inTheWay(
                        there,
                        "it is another index: " + there.definition(),
                        "choose another name, or index { replace '…' } to build this one in its place");
        };
    }

    static Consent consent(Existing leftover) {
        return new Consent(
                CONSENT,
                "drop " + leftover.qualified() + ", which is not valid: a build that did not end left it behind");
    }

    static void refuseWhileBuilding(Existing there) {
        if (there.builder() != null) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    there.qualified() + " is being built right now",
                    "",
                    "by process " + there.builder() + " of the server",
                    "wait until it is there, then try again; its progress is in pg_stat_progress_create_index");
        }
    }

    private static Problem inTheWay(Existing there, String why, String remedy) {
        return inTheWay(there.qualified(), why, remedy);
    }

    static Problem inTheWay(String there, String why, String remedy) {
        return new Problem(ExitCode.FAILED, "the name " + there + " is taken", "", why, remedy);
    }
}
