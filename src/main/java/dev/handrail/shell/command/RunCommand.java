package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.session.Request;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Starting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run RUNBOOK}: runs it. */
@picocli.CommandLine.Command
final class RunCommand implements Command {
    @Parameters(paramLabel = "RUNBOOK", description = "a file, or a name under runbooks/")
    String runbook = "";

    @Mixin
    AnswerOptions answers = new AnswerOptions();

    @Option(names = "--id", paramLabel = "KEY", description = "the run's own id: the same key resumes that run")
    @Nullable
    String id;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "kept with the run, e.g. ticket=CHG1")
    List<String> labels = new ArrayList<>();

    @Override
    public ExitCode run(Session session) {
        Map<String, String> named = Written.pairs("--label", "NAME=VALUE", labels);
        Request request = new Request(
                answers.answers(), answers.selection(), answers.named(), answers.waitLock(), id, named, null);
        Runbook loaded = session.books()
                .load(runbook, session.options().inputs(), Mode.RUN)
                .runbook();
        return new Starting(session, request).start(loaded);
    }
}
