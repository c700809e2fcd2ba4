package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Request;
import dev.handrail.shell.session.Resuming;
import dev.handrail.shell.session.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume [RUN]}: goes on where it stopped. */
@picocli.CommandLine.Command
final class ResumeCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run; the only open one where it is left out")
    @Nullable
    String run;

    @Mixin
    AnswerOptions answers = new AnswerOptions();

    @Override
    public ExitCode run(Session session) {
        return new Resuming(session, request(answers)).forward(session.run(run));
    }

    static Request request(AnswerOptions answers) {
        return new Request(answers.answers(), answers.selection(), answers.named(), answers.waitLock(), null, Map.of());
    }
}
