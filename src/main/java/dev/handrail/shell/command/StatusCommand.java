package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Following;
import dev.handrail.shell.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status [RUN] [--follow]}: how a run stands, from another terminal too. */
@picocli.CommandLine.Command
final class StatusCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run; the only open one where it is left out")
    @Nullable
    String run;

    @Option(names = "--follow", description = "goes on telling until the run pauses or ends")
    boolean follow;

    @Override
    public ExitCode run(Session session) {
        Following following = new Following(session, session.run(run));
        following.now();
        return follow ? following.onwards() : ExitCode.DONE;
    }
}
