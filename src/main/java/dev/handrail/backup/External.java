package dev.handrail.backup;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.RestorePoint;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A backup that another tool makes: a snapshot of disks, or what point-in-time recovery needs.
 *
 * @param to the folder for its manifest; relative to home
 * @param makes programs that make it, in order; none where it is made elsewhere
 * @param proves programs that prove it: each has to end with 0
 */
public record External(String database, String step, Text to, List<Process> makes, List<Process> proves)
        implements Action {
    public External {
        makes = List.copyOf(makes);
        proves = List.copyOf(proves);
    }

    @Override
    public String word() {
        return "backup";
    }

    @Override
    public Risk ceiling() {
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        Database seen = targets.database(database);
        Host host = targets.host();
        List<Effect> effects = new ArrayList<>(makes);
        effects.addAll(proves);
        effects.forEach(effect -> mustBeThere(host, (Process) effect, targets));
        host.fit(host.folder(to.resolve(targets.values())));
        String run = targets.values().runId();
        effects.add(new RestorePoint(
                database,
                to,
                Names.backup(seen.name(), run, step),
                Names.point(run),
                Process.line(proves.get(0).argv())));
        return Plan.of(Risk.CHANGES, effects).with(hazards(seen), List.of());
    }

    private static void mustBeThere(Host host, Process program, Targets targets) {
        Text written = program.argv().get(0);
        String name = written.awaited().isEmpty() ? written.resolve(targets.values()) : "/";
        if (!name.contains("/") && host.find(name).isEmpty()) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the program '" + name + "' was not found",
                    "",
                    "it is in no folder of PATH",
                    "install it, or put its folder on PATH; doctor shows what is there");
        }
    }

    private static List<Hazard> hazards(Database seen) {
        boolean archived = seen.catalog("select pg_catalog.current_setting('archive_mode') as mode", Map.of()).stream()
                .noneMatch(row -> "off".equals(row.get("mode")));
        return archived
                ? List.of()
                : List.of(Danger.NO_ARCHIVE.seen(
                        "the server archives no write-ahead log (archive_mode is off): what is written after the backup"
                                + " was made can't be brought back by it, unless its tool streams the log",
                        "see that the tool does, or make the backup in this step"));
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.Nothing("a backup changes nothing in the database");
    }
}
