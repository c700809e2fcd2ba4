package dev.handrail.backup;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Prune;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Unfinished;
import dev.handrail.runbook.Upload;
import dev.handrail.text.Sizes;
import dev.handrail.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a backup does, from its options and what was seen.
 *
 * @param name the database's real name
 */
record BackupPlan(
        BackupAction action,
        String name,
        Database.Identity identity,
        Shelf shelf,
        OpenRuns open,
        String run,
        Instant now) {
    /** @param server bytes free where a scratch database would lie */
    Plan plan(OptionalLong server) {
        return action.proving().restored() && whole()
                ? new Room(
                                "the scratch database",
                                server,
                                forecast().copy(),
                                forecast().leastCopy(),
                                "make room there, try the dump on another server with scratchOn '…', or verify read")
                        .in(plan())
                : plan();
    }

    Plan plan() {
        refuseFullDisk();
        List<Unfinished> left = left();
        List<Effect> effects = new ArrayList<>();
        if (!left.isEmpty()) {
            effects.add(new Prune(left.stream().map(Unfinished::place).toList(), true));
        }
        String backup = Names.backup(name, run, action.step());
        effects.add(new Dump(
                action.database(),
                action.folder(shelf),
                backup,
                action.jobs(),
                action.compress(),
                action.selection(),
                action.proving(),
                action.encryption()));
        if (shelf.bucket() != null) {
            effects.add(new Upload(
                    action.database(),
                    action.folder(shelf),
                    backup,
                    Text.of(shelf.bucket().toString())));
        }
        List<String> past = past().stream()
                .filter(old -> open.need(old).isEmpty())
                .map(Manifest::place)
                .toList();
        if (!past.isEmpty()) {
            effects.add(new Prune(past));
        }
        Plan plan = Plan.of(Risk.CHANGES, effects).with(hazards(), consents(left));
        Estimate estimate = forecast().estimate(whole());
        return estimate == null ? plan : plan.with(estimate);
    }

    private boolean whole() {
        return action.selection().whole();
    }

    private Forecast forecast() {
        return Forecast.of(others(), identity.bytes());
    }

    /** What other runs left of this database: the run's lock is ours, so none of them is still at work. */
    private List<Unfinished> left() {
        return shelf.unfinished().stream()
                .filter(u -> u.run().isEmpty()
                        ? Names.leftover(u.place(), u.bytes(), name, action.step())
                        : !u.run().equals(run)
                                && u.database().equals(name)
                                && u.system().equals(identity.system()))
                .toList();
    }

    private static List<Consent> consents(List<Unfinished> left) {
        return left.isEmpty()
                ? List.of()
                : List.of(new Consent(
                        Prune.CONSENT,
                        "remove what was never finished: "
                                + String.join(
                                        ", ",
                                        left.stream()
                                                .map(u -> u.place()
                                                        + (u.run().isEmpty() ? "" : " of run " + u.run()) + ", "
                                                        + Sizes.show(u.bytes()))
                                                .toList()),
                        false));
    }

    private List<Manifest> others() {
        return shelf.backups().stream()
                .filter(m -> m.database().equals(name) && m.system().equals(identity.system()))
                .filter(m -> !m.run().equals(run) && m.place().endsWith(Names.ending(action.step())))
                .toList();
    }

    private List<Manifest> past() {
        return action.keep() == null ? List.of() : action.keep().past(others(), whole(), now);
    }

    private void refuseFullDisk() {
        if (shelf.free() < forecast().least(whole())) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no room for a backup of " + name + " in " + shelf.folder(),
                    "",
                    Sizes.show(shelf.free()) + " are free, and " + needs(),
                    "make room, or name another folder with to '…'");
        }
    }

    private String needs() {
        Forecast forecast = forecast();
        return forecast.last() == null
                ? "the database has " + Sizes.show(identity.bytes())
                : "the backup will have about " + Sizes.show(forecast.bytes());
    }

    private List<Hazard> hazards() {
        List<Hazard> hazards = new ArrayList<>(space());
        List<String> needed = past().stream()
                .flatMap(old -> open.need(old).map(why -> old.place() + ": " + why).stream())
                .toList();
        if (!needed.isEmpty()) {
            hazards.add(Danger.BACKUP_KEPT.seen(
                    "past what is kept, and not removed, because an open run may need it to go back: "
                            + String.join("; ", needed),
                    "finish such a run, or close it with handrail abandon RUN --reason TEXT; where its journal is lost"
                            + " remove the folder yourself"));
        }
        return hazards;
    }

    private List<Hazard> space() {
        return shelf.free() < forecast().comfortable(whole())
                ? List.of(Danger.BACKUP_SPACE.seen(
                        shelf.folder() + " has " + Sizes.show(shelf.free()) + " free, and " + needs()
                                + ": the backup may not fit",
                        "make room first, or back up into another folder"))
                : List.of();
    }
}
