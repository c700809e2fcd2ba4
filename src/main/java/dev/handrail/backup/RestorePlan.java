package dev.handrail.backup;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Restore;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Swap;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a restore does, from its options and what was seen. */
record RestorePlan(RestoreAction action, Naming names, Database.Identity identity, Manifest backup) {
    private static final int JOBS = 2;

    /** @param server bytes free where the new database would lie */
    Plan plan(OptionalLong server) {
        boolean known = backup.restored() > 0;
        return new Room(
                        "the new database",
                        server,
                        known ? backup.restored() : Math.max(backup.source(), backup.bytes()),
                        known ? backup.restored() / 10 * 9 : backup.bytes() / 2,
                        "make room there: nothing of the present database goes before the new one has its name")
                .in(plan());
    }

    Plan plan() {
        refuseNewerBackup();
        refuseUnopened();
        refuseExternal();
        String fresh = names.fresh();
        String kept = names.kept();
        List<Effect> effects = new ArrayList<>();
        effects.add(new Restore(
                action.database(),
                Text.of(backup.place()),
                backup.digest(),
                fresh,
                JOBS,
                backup.encrypted() == null ? null : action.identity(),
                null));
        effects.add(new Swap(action.database(), names.name(), fresh, kept, true));
        if (action.over()) {
            effects.add(drop(action.database(), kept, identity.major() >= RestoreAction.FORCES));
        }
        return Plan.of(Risk.DESTROYS, effects)
                .with(hazards(), List.of())
                .with(new Estimate(null, 0, "rows", backup.bytes(), "size of the backup"));
    }

    /**
     * A database is dropped: from within another one, because nobody can drop the one he is in.
     *
     * @param force ends the sessions that found their way into it; from PostgreSQL 13
     */
    static Sql drop(String database, String name, boolean force) {
        return Sql.outside(
                        database,
                        Statement.ours("drop database " + Quoting.name(name) + (force ? " with (force)" : "")),
                        "select not exists (select from pg_catalog.pg_database where datname = " + Quoting.literal(name)
                                + ")",
                        Envelope.DEFAULT)
                .titled("", Map.of("dropped", name));
    }

    private void refuseNewerBackup() {
        int major = Integer.parseInt(backup.serverVersion().split("\\D", 2)[0]);
        if (major > identity.major()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the backup was made by PostgreSQL " + backup.serverVersion() + ", and this server is "
                            + identity.version(),
                    backup.place(),
                    "a dump of a newer server can't be restored into an older one",
                    "restore it on a server of version " + major + " or newer");
        }
    }

    private void refuseExternal() {
        if (backup.proof().equals("external")) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the backup was made by another tool, and only that restores it",
                    backup.place(),
                    "handrail knows up to where: the manifest names the restore point and the position in the log",
                    "restore it as a step of its own: manual '…', or command of that tool");
        }
    }

    private void refuseUnopened() {
        if (backup.encrypted() != null && action.identity() == null) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the backup is encrypted, and no identity is given that opens it",
                    backup.place(),
                    "it is encrypted to " + String.join(", ", backup.encrypted().recipients()),
                    "give the restore one: identity secret('backup-key'), bound in the environment");
        }
    }

    private List<Hazard> hazards() {
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(Danger.LATER_LOST.seen(
                "what was written after " + backup.at() + " is not in the backup"
                        + (action.over() ? "" : "; it stays in " + names.kept()),
                "stop the writers first, and look at what must be carried over"));
        if (!backup.database().equals(names.name()) || !backup.system().equals(identity.system())) {
            hazards.add(Danger.OTHER_BACKUP.seen(
                    "the backup is one of " + backup.database()
                            + (backup.system().equals(identity.system()) ? "" : " on another server")
                            + ", and " + names.name() + " is what it will stand for",
                    "see that this is meant"));
        }
        return hazards;
    }
}
