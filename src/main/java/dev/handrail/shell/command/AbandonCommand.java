package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Lost;
import dev.handrail.shell.session.Request;
import dev.handrail.shell.session.Resuming;
import dev.handrail.shell.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code abandon RUN --reason TEXT}: closes an open run as it is. */
@picocli.CommandLine.Command
final class AbandonCommand implements Command {
    @Mixin
    Meant meant = new Meant();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why; it is kept")
    String reason = "";

    @Option(
            names = "--lost",
            paramLabel = "RUNBOOK",
            description = "the run's journal is lost: takes its note away from what this runbook changes")
    @Nullable
    String lost;

    @Override
    public ExitCode run(Session session) {
        String run = meant.run;
        if (run == null && !meant.handed()) {
            throw Written.wrong(
                    "abandon needs RUN",
                    "",
                    "",
                    "write: handrail abandon RUN --reason TEXT\nsee: handrail help abandon");
        }
        if (reason.isBlank()) {
            throw Written.wrong("the reason is empty", "abandon", "", "say why: --reason TEXT");
        }
        if (lost != null && run != null) {
            return new Lost(session, run)
                    .abandon(
                            session.books()
                                    .load(lost, session.options().inputs(), Mode.CHECK)
                                    .runbook(),
                            reason);
        }
        Runs.Run known = meant.of(session);
        return new Resuming(session, Request.NOTHING.at(meant.runbook), meant.handed()).abandon(known, reason);
    }
}
