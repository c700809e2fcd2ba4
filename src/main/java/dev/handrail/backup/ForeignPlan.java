package dev.handrail.backup;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Restore;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Swap;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What restoring somebody else's dump does. */
record ForeignPlan(Naming names, RestoreAction action, Foreign dump, boolean force) {
    private static final int JOBS = 2;

    /** @param server bytes free where the new database would lie */
    Plan plan(OptionalLong server) {
        return new Room("the new database", server, dump.bytes(), dump.bytes() / 2, "make room there").in(plan());
    }

    Plan plan() {
        if (dump.kind() == Foreign.Kind.SCRIPT && !dump.ended()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the dump was cut off: the line is missing that pg_dump writes last",
                    dump.place(),
                    "psql would restore what there is of it without a word",
                    "use another copy of it, or another backup");
        }
        int jobs = dump.kind() == Foreign.Kind.FOLDER ? JOBS : 1;
        List<Effect> effects = new ArrayList<>();
        effects.add(Restore.foreign(action.database(), Text.of(dump.place()), names.fresh(), jobs, dump.kind()));
        effects.add(new Swap(action.database(), names.name(), names.fresh(), names.kept(), true));
        if (action.over()) {
            effects.add(RestorePlan.drop(action.database(), names.kept(), force));
        }
        return Plan.of(Risk.DESTROYS, effects)
                .with(hazards(), List.of())
                .with(new Estimate(null, 0, "rows", dump.bytes(), "size of the dump"));
    }

    private List<Hazard> hazards() {
        return List.of(
                Danger.UNPROVEN.seen(
                        "handrail did not make this dump: nothing says which database it is of, nor how many rows it"
                                + " must have",
                        "count what matters with a check of this step"),
                Danger.LATER_LOST.seen(
                        "what was written after " + dump.at() + " is not in the dump"
                                + (action.over() ? "" : "; it stays in " + names.kept()),
                        "stop the writers first, and look at what must be carried over"));
    }
}
