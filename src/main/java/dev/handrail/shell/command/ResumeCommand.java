package dev.handrail.shell.command;

import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Request;
import dev.handrail.shell.session.Resuming;
import dev.handrail.shell.session.Session;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code resume [RUN]}: goes on where it stopped. */
@picocli.CommandLine.Command
final class ResumeCommand implements Command {
    @Mixin
    Meant meant = new Meant();

    @Mixin
    AnswerOptions answers = new AnswerOptions();

    @Option(names = "--now", description = "what is due later is done now")
    boolean now;

    @Override
    public ExitCode run(Session session) {
        Runs.Run run = meant.run == null && !meant.handed() ? session.runs().onlyToGoOn() : meant.of(session);
        return new Resuming(session, request(answers, session.seat().folder()).at(meant.runbook), meant.handed())
                .forward(run, now);
    }

    static Request request(AnswerOptions answers, Path folder) {
        return new Request(
                answers.answers(),
                answers.selection(),
                answers.named(),
                answers.waitLock(),
                null,
                Map.of(),
                null,
                answers.metricsFile(folder));
    }
}
