package dev.handrail.shell.command;

import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Resuming;
import dev.handrail.shell.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollback [RUN]}: takes back what was done. */
@picocli.CommandLine.Command
final class RollbackCommand implements Command {
    @Mixin
    Meant meant = new Meant();

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
        Runs.Run run = meant.of(session);
        return new Resuming(
                        session,
                        ResumeCommand.request(answers, session.seat().folder()).at(meant.runbook),
                        meant.handed())
                .back(run, to, by);
    }
}
