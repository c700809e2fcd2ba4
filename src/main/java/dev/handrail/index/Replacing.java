package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index built anew beside the one that has its name; then the names change places, then the old one is dropped. What
 * is there tells how far an earlier attempt came.
 */
record Replacing(Work work, Table table, Definition wanted) {
    static String fresh(String name) {
        return Definition.suffixed(name, "_new");
    }

    static String old(String name) {
        return Definition.suffixed(name, "_old");
    }

    /** What has the three names that take part. */
    record Names(Optional<Existing> present, Optional<Existing> fresh, Optional<Existing> old) {}

    Plan plan(Names names) {
        table.refuseUnlessIndexable();
        Existing present = names.present()
                .orElseThrow(() -> refused(
                        ExitCode.FAILED,
                        "there is no index " + wanted.name() + " to replace",
                        "",
                        "build it: index { create '…' }"));
        Dropping.refuse(present);
        names.fresh().ifPresent(Creating::refuseWhileBuilding);
        if (present.valid() && as(present) == Likeness.SAME) {
            return names.old().isEmpty()
                    ? Plan.nothing("index " + present.qualified() + " is as wanted")
                    : Plan.of(Risk.CHANGES, List.of(dropOld(present)))
                            .with(List.of(), List.of(leftover(names.old().get())));
        }
        if (names.old().isPresent()) {
            return backFrom(names.old().get(), present);
        }
        return anew(present, names.fresh());
    }

    private Plan anew(Existing present, Optional<Existing> fresh) {
        List<Sql> effects = new ArrayList<>();
        List<Consent> consents = new ArrayList<>();
        if (fresh.isPresent() && fresh.get().valid() && as(fresh.get()) == Likeness.DIFFERENT) {
            throw inTheWay(fresh.get());
        }
        if (fresh.isEmpty() || !fresh.get().valid()) {
            fresh.ifPresent(leftover -> {
                effects.add(work.dropLeftover(leftover));
                consents.add(Creating.consent(leftover));
            });
            effects.add(work.build(table.schema(), wanted.named(fresh(wanted.name()))));
        }
        effects.add(work.swap(present, old(wanted.name()), fresh(wanted.name())));
        effects.add(dropOld(present));
        return Plan.of(Risk.CHANGES, effects).with(List.of(), consents);
    }

    /** The index that is wanted may still be there, under the name that the last replacement gave it. */
    private Plan backFrom(Existing old, Existing present) {
        if (!old.valid() || as(old) != Likeness.SAME) {
            throw inTheWay(old);
        }
        String aside = fresh(wanted.name());
        return Plan.of(
                Risk.CHANGES,
                List.of(
                        work.swap(present, aside, old.name()),
                        work.drop(present.schema(), aside, "the one that was replaced", Map.of())));
    }

    private Sql dropOld(Existing present) {
        return work.drop(present.schema(), old(wanted.name()), "the one that was replaced", Map.of());
    }

    private Likeness as(Existing index) {
        return index.definition().isEmpty()
                ? Likeness.DIFFERENT
                : Likeness.of(wanted, Definition.byServer(index.definition()));
    }

    private static Consent leftover(Existing old) {
        return new Consent("drop-replaced-index", "drop " + old.qualified() + ", which an earlier replacement left");
    }

    private static Problem inTheWay(Existing there) {
        return refused(
                ExitCode.UNDECIDED,
                "the name " + there.qualified() + " is needed while the index is replaced, and is taken",
                there.definition(),
                "where nothing needs it: index { drop '" + there.name() + "' } in a step before; else rename it");
    }

    private static Problem refused(ExitCode code, String what, String why, String remedy) {
        return new Problem(code, what, "", why, remedy);
    }
}
