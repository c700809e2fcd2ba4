package dev.handrail.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Prune;
import dev.handrail.runbook.Risk;
import dev.handrail.text.Sizes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup does, from its options and what was seen.
 *
 * @param name the database's real name
 * @param free bytes free where the backups lie
 * @param there the proven backups in the folder
 */
record BackupPlan(
        BackupAction action,
        String name,
        Database.Identity identity,
        Path folder,
        long free,
        List<Manifest> there,
        String run,
        Instant now) {
    /** No dump is ever that much smaller than its database. */
    private static final int SMALLEST = 20;

    Plan plan() {
        refuseFullDisk();
        List<Effect> effects = new ArrayList<>();
        effects.add(new Dump(
                action.database(),
                action.to(),
                Names.backup(name, run, action.step()),
                action.jobs(),
                action.compress(),
                action.tables(),
                action.exclude(),
                action.schemaOnly(),
                action.verify()));
        List<String> past = past();
        if (!past.isEmpty()) {
            effects.add(new Prune(past));
        }
        Plan plan = Plan.of(Risk.CHANGES, effects).with(tight(), List.of());
        return action.whole() ? plan.with(Estimate.bytes(identity.bytes())) : plan;
    }

    private List<String> past() {
        if (action.keep() == null) {
            return List.of();
        }
        List<Manifest> others = there.stream()
                .filter(m -> m.database().equals(name) && m.system().equals(identity.system()))
                .filter(m -> !m.run().equals(run) && m.place().endsWith(Names.ending(action.step())))
                .toList();
        return action.keep().past(others, action.whole(), now).stream()
                .map(Manifest::place)
                .toList();
    }

    private void refuseFullDisk() {
        if (action.whole() && free < identity.bytes() / SMALLEST) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no room for a backup of " + name + " in " + folder,
                    "",
                    Sizes.show(free) + " are free, and the database has " + Sizes.show(identity.bytes()),
                    "make room, or name another folder with to '…'");
        }
    }

    private List<Hazard> tight() {
        return action.whole() && free < identity.bytes()
                ? List.of(new Hazard(
                        "backup-space",
                        folder + " has less free space than the database has data: the dump may not fit",
                        "make room first, or dump into another folder",
                        Position.NOWHERE))
                : List.of();
    }
}
