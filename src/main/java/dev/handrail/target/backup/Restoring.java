package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Restore;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Restores a backup whose every file is as its manifest says into a new database beside the present one. */
final class Restoring {
    private final Login login;
    private final SearchPath path;
    private final Restore restore;
    private final Execution execution;
    private final List<String> remarks = new ArrayList<>();

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
        try (Ready ready = Ready.of(place, manifest, restore.identity(), working, path, execution)) {
            if (manifest.whole()) {
                new Fitness(login, ready.files()).look(this::remark);
            }
            Outcome done = perform(place, ready.files(), manifest);
            return remarks.isEmpty() ? done : done.fact("remarks", String.join("\n", remarks));
        }
    }

    private Outcome perform(Lying place, Path files, ManifestFile manifest) {
        return new Filling(login, path, restore, execution)
                .with("pg_restore", manifest.provenance().major(), place.toString(), (tools, program) -> {
                    tools.restore(program, restore.into(), files, restore.jobs(), List.of(), progress(manifest));
                    return compared(files, manifest);
                });
    }

    private void remark(String line) {
        remarks.add(line);
        execution.said(line);
    }

    private java.util.function.Consumer<String> progress(ManifestFile manifest) {
        Map<String, Long> rows = new HashMap<>(manifest.manifest().rows());
        rows.replaceAll((table, count) -> Math.max(1, count));
        return new Advance(execution, rows, "rows", "restoring", restore.jobs())::line;
    }

    private Counts compared(Path files, ManifestFile manifest) {
        try (Maintenance fresh = Maintenance.open(login.on(restore.into()), "restore", null)) {
            Counts found = Restored.compared(fresh, restore.into(), files, manifest, this::remark, execution);
            fresh.execute("analyze"); // a restored database has no statistics, and plans accordingly
            return found;
        }
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
