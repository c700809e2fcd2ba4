package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Resuming;
import dev.handrail.shell.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback [RUN]}: takes back what was done. */
@picocli.CommandLine.Command
final class RollbackCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run; the only open one where it is left out")
    @Nullable
    String run;

    @Option(names = "--to", paramLabel = "STEP", description = "down to this step or section, and with it")
    @Nullable
    String to;

    @Option(names = "--by", paramLabel = "RECOVERY", description = "by a recovery of the runbook instead")
    @Nullable
    String by;

    @Mixin
    AnswerOptions answers = new AnswerOptions();

    @Override
    public ExitCode run(Session session) {
        if (to != null && by != null) {
            throw Written.wrong(
                    "--to and --by exclude each other",
                    "rollback",
                    "a recovery goes its own way, whole",
                    "leave one of them out");
        }
        return new Resuming(session, ResumeCommand.request(answers)).back(session.run(run), to, by);
    }
}
