package dev.handrail.migrate.tool;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Logbook;
import dev.handrail.runbook.Targets;
import java.util.List;

/**
 * How things stand: the tool, to be asked, and what its history shows.
 *
 * @param version as the tool says it
 * @param shown ids of what is applied, oldest first
 */
record Standing(Project project, Console console, String version, Logbook history, List<String> shown) {
    /** @throws Problem where the tool is missing, or its history can't be told or is broken */
    static Standing of(Tool tool, Project project, Targets targets) {
        Console console = new Console(tool, project, targets);
        String version = console.version();
        Database database = targets.database(project.database());
        Logbook written = tool.history(console);
        Logbook history = (project.history() == null ? written : written.named(project.history())).in(database);
        List<String> broken = history.broken(database);
        if (!broken.isEmpty()) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "a migration of " + tool.name() + " was begun and did not end well: " + String.join(", ", broken),
                    history.shown() + " in database " + database.name(),
                    "nobody knows what of it is there",
                    "look at what it changes, mend it, and settle it with " + tool.name() + " itself; then resume");
        }
        return new Standing(project, console, version, history, history.applied(database));
    }

    /** A problem of files and history that disagree. */
    Problem undecided(String what, String why, String remedy) {
        return new Problem(ExitCode.UNDECIDED, what, history.shown(), why, remedy);
    }
}
