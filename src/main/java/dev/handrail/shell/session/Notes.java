package dev.handrail.shell.session;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Inbox;
import java.time.Clock;

/** Notes into a run's journal, or, while another process holds it, into its inbox. */
public record Notes(Session session) {
    public void take(Runs.Run run, String text) {
        session.console().say(keep(run, text));
    }

    /**
     * As {@link #take}, without telling.
     *
     * @return a sentence on where the note is now
     */
    String keep(Runs.Run run, String text) {
        if (!run.open()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "run " + run.id() + " is closed: " + run.state().ending(),
                    "",
                    "nothing is added to the journal of a closed run",
                    "keep the note beside the report: " + run.folder().resolve("report.md"));
        }
        if (Journal.isHeld(run.folder())) {
            return leave(run, text);
        }
        try (Journal journal = Journal.reopen(
                run.folder(), run.id(), Clock.systemUTC(), session.console().redactor())) {
            journal.append(new Event.NoteTaken(text, null, session.user()), true);
            return "Noted in run " + run.id() + ".";
        } catch (Problem problem) {
            if (problem.exitCode() != ExitCode.HELD) {
                throw problem;
            }
            return leave(run, text);
        }
    }

    private String leave(Runs.Run run, String text) {
        new Inbox(run.folder()).leave(text, session.user(), Clock.systemUTC().millis());
        return "Left for run " + run.id() + ": it is recorded between two steps.";
    }
}
