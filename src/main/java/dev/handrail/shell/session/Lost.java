package dev.handrail.shell.session;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Differences;
import dev.handrail.run.Opening;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Runbook;
import dev.handrail.settings.Home;
import dev.handrail.shell.help.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A run that targets name as open and whose journal is nowhere any more, or was altered. */
public record Lost(Session session, String run) {
    /**
     * Takes its note away from the targets that {@code runbook} changes, and keeps on record who did so.
     *
     * @throws Problem exit 2 where its journal is here and whole, or no target names it, exit 5 where somebody is at work on it
     */
    public ExitCode abandon(Runbook runbook, String reason) {
        Home home = session.home().open();
        Path there = home.run(run).resolve(Journal.FILE);
        boolean altered = Files.exists(there) && altered(there);
        if (Files.exists(there) && !altered) {
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
                    () -> fresh(home, altered),
                    started(runbook, stage),
                    holder,
                    reason);
            session.console()
                    .say("Run " + run + ", opened by " + opener.operator() + " on " + opener.host() + " at "
                            + opener.since() + ", counts as abandoned. What it did is still there as it was left.");
            return ExitCode.DONE;
        }
    }

    private static boolean altered(Path journal) {
        try {
            JournalReader.read(journal);
            return false;
        } catch (Problem altered) {
            return true;
        }
    }

    /** An altered one stays beside the new one: somebody will want to know what was done to it. */
    private Journal fresh(Home home, boolean altered) {
        Clock clock = Clock.systemUTC();
        if (altered) {
            Path there = home.run(run).resolve(Journal.FILE);
            Path kept = there.resolveSibling(Journal.FILE + ".altered-" + clock.millis());
            try {
                Files.move(there, kept);
            } catch (IOException e) {
                throw new Problem(
                        ExitCode.JOURNAL,
                        "the altered journal can't be set aside",
                        there.toString(),
                        String.valueOf(e.getMessage()),
                        "see who may write to that folder");
            }
            session.console().say("The altered journal is kept as " + kept);
        }
        return Journal.create(home.run(run), run, clock, session.console().redactor());
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
