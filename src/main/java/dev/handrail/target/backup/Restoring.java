package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Restore;
import dev.handrail.target.host.PgProgram;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Restores a backup whose every file is as its manifest says into a new database beside the present one. */
final class Restoring {
    private final Login login;
    private final SearchPath path;
    private final Restore restore;
    private final Execution execution;

    Restoring(Login login, SearchPath path, Restore restore, Execution execution) {
        this.login = login;
        this.path = path;
        this.restore = restore;
        this.execution = execution;
    }

    /** @param working a folder that nothing else uses */
    Outcome perform(Lying place, Path working) {
        ManifestFile manifest = place.manifest().orElseThrow(() -> noBackup(place));
        recorded(place, manifest);
        try (Ready ready = Ready.of(place, manifest, restore.identity(), working, execution)) {
            return perform(place, ready.files(), manifest);
        }
    }

    private Outcome perform(Lying place, Path files, ManifestFile manifest) {
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "restore", null)) {
            int least = Math.max(server.major(), manifest.provenance().major());
            PgProgram program = PgProgram.require("pg_restore", least, path);
            Orphaned.end(login.on(Maintenance.DATABASE));
            NewDatabase fresh = new NewDatabase(server, restore.into(), mark());
            Map<String, String> facts = new LinkedHashMap<>(server.facts());
            facts.put("into", restore.into());
            facts.put("place", place.toString());
            facts.put("program", program.path() + ", " + program.version());
            execution.started(facts);
            fresh.dropOurs();
            return into(fresh, program, place, files, manifest);
        }
    }

    private String mark() {
        return "handrail restore of run " + execution.run();
    }

    private Outcome into(NewDatabase fresh, PgProgram program, Lying place, Path files, ManifestFile manifest) {
        fresh.create(NewDatabase.Like.of(fresh.server(), login.address().database()));
        boolean done = false;
        try (ToolLog log = ToolLog.open(execution)) {
            Tools tools = new Tools(login, fresh.server().server(), execution, log);
            tools.run(program, arguments(tools, files), progress(manifest));
            long rows = compared(manifest);
            Inheritance.give(fresh.server(), login.address().database(), restore.into());
            done = true;
            return new Outcome(
                    Map.of("rows", rows, "tables", (long)
                            manifest.manifest().rows().size()),
                    Map.of("into", restore.into(), "place", place.toString()),
                    Map.of(),
                    Map.of());
        } finally {
            if (!done) {
                drop(fresh);
            }
        }
    }

    private void drop(NewDatabase fresh) {
        try {
            fresh.dropOurs();
        } catch (Problem e) {
            execution.said("the database " + restore.into() + " could not be dropped: " + e.what());
        }
    }

    private List<String> arguments(Tools tools, Path files) {
        List<String> arguments = new ArrayList<>(
                List.of("--exit-on-error", "--jobs=" + Math.max(1, restore.jobs()), "--no-password", "--verbose"));
        arguments.addAll(tools.role());
        arguments.add(tools.connection(restore.into()));
        arguments.add(files.toString());
        return arguments;
    }

    private java.util.function.Consumer<String> progress(ManifestFile manifest) {
        Map<String, Long> rows = new HashMap<>(manifest.manifest().rows());
        rows.replaceAll((table, count) -> Math.max(1, count));
        return new Advance(execution, rows, "rows", "restoring", restore.jobs())::line;
    }

    private long compared(ManifestFile manifest) {
        try (Maintenance fresh = Maintenance.open(login.on(restore.into()), "restore", null)) {
            Reading.prepare(fresh);
            Counts expected = new Counts(manifest.manifest().rows(), Map.of());
            Counts found = counted(fresh);
            List<String> differences = expected.differences(found);
            if (!differences.isEmpty()) {
                throw EffectFailure.failed(
                        "the restored database has other rows than the backup",
                        restore.into(),
                        String.join("\n", differences)
                                + "\nThe new database was dropped, the present one is untouched.",
                        "restore another backup");
            }
            fresh.execute("analyze"); // a restored database has no statistics, and plans accordingly
            return found.total();
        }
    }

    private Counts counted(Maintenance fresh) {
        List<Tables.Table> tables = Tables.of(fresh).all();
        Counts found = Counts.none();
        for (Tables.Table table : tables) {
            execution.progress(new Progress(found.rows().size(), tables.size(), "tables", "comparing"));
            found.put(table, Reading.ROWS.of(fresh, table));
        }
        return found;
    }

    /** The backup that was shown and agreed to, not another one that came into its place. */
    private void recorded(Lying place, ManifestFile manifest) {
        if (!restore.digest().isEmpty()
                && !restore.digest().equals(manifest.manifest().digest())) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the backup was replaced since it was planned",
                    place.toString(),
                    "its files had SHA-256 " + restore.digest() + ", and its manifest now says "
                            + manifest.manifest().digest(),
                    "see who did it; resume plans with what is there now");
        }
    }

    private static Problem noBackup(Lying place) {
        return new Problem(
                ExitCode.FAILED,
                "there is no proven backup",
                place.toString(),
                "it has no " + ManifestFile.NAME + " that can be read",
                "name the folder of a backup that handrail made");
    }
}
