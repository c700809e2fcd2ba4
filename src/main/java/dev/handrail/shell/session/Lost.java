package dev.handrail.shell.session;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Differences;
import dev.handrail.run.Opening;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Runbook;
import dev.handrail.settings.Home;
import dev.handrail.shell.help.Version;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;

/** A run that targets name as open and whose journal is nowhere any more. */
public record Lost(Session session, String run) {
    /**
     * Takes its note away from the targets that {@code runbook} changes, and keeps on record who did so.
     *
     * @throws Problem exit 2 where its journal is here or no target names it, exit 5 where somebody is at work on it
     */
    public ExitCode abandon(Runbook runbook, String reason) {
        Home home = session.home().open();
        if (Files.exists(home.run(run).resolve(Journal.FILE))) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the journal of run " + run + " is not lost: it is in this home",
                    home.run(run).toString(),
                    "",
                    "close it as it is: handrail abandon " + run + " --reason TEXT");
        }
        try (Stage stage = new Stage(session, runbook, session.environment(), run)) {
            String now = Clock.systemUTC().instant().toString();
            Guard.Holder holder = new Guard.Holder(run, runbook.name(), session.user(), session.host(), now);
            Guard.Holder opener = Opening.closeLost(
                    stage.guard(),
                    Opening.changed(runbook),
                    () -> Journal.create(
                            home.run(run),
                            run,
                            Clock.systemUTC(),
                            session.console().redactor()),
                    started(runbook, stage),
                    holder,
                    reason);
            session.console()
                    .say("Run " + run + ", opened by " + opener.operator() + " on " + opener.host() + " at "
                            + opener.since() + ", counts as abandoned. What it did is still there as it was left.");
            return ExitCode.DONE;
        }
    }

    private Event.RunStarted started(Runbook runbook, Stage stage) {
        return new Event.RunStarted(
                runbook.name(),
                runbook.title(),
                runbook.file().toAbsolutePath().normalize().toString(),
                runbook.digest(),
                runbook.files(),
                stage.environment().name(),
                Map.of(),
                Differences.inputs(runbook),
                Map.of(),
                session.user(),
                session.host(),
                Version.number(),
                Map.of("journal", "lost"),
                null);
    }
}
