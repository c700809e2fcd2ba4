package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Request;
import dev.handrail.shell.session.Resuming;
import dev.handrail.shell.session.Session;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code abandon RUN --reason TEXT}: closes an open run as it is. */
@picocli.CommandLine.Command
final class AbandonCommand implements Command {
    @Parameters(paramLabel = "RUN", description = "the run")
    String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why; it is kept")
    String reason = "";

    @Override
    public ExitCode run(Session session) {
        if (reason.isBlank()) {
            throw Written.wrong("the reason is empty", "abandon " + run, "", "say why: --reason TEXT");
        }
        return new Resuming(session, Request.NOTHING).abandon(session.run(run), reason);
    }
}
