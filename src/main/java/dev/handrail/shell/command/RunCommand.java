package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.session.FromPlan;
import dev.handrail.shell.session.PlanFile;
import dev.handrail.shell.session.Request;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Starting;
import java.nio.file.Path;
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
    @Parameters(paramLabel = "RUNBOOK", arity = "0..1", description = "a file, or a name under runbooks/")
    @Nullable
    String runbook;

    @Option(names = "--plan", paramLabel = "FILE", description = "runs exactly what plan --out wrote, once")
    @Nullable
    Path plan;

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
                answers.answers(),
                answers.selection(),
                answers.named(),
                answers.waitLock(),
                id,
                named,
                null,
                answers.metricsFile(session.seat().folder()));
        if (plan != null) {
            return planned(session, request, session.seat().folder().resolve(plan));
        }
        if (runbook == null) {
            throw Written.wrong(
                    "run needs a runbook",
                    "run",
                    "",
                    "handrail run RUNBOOK\nhandrail run --plan FILE\nsee what there is: handrail list");
        }
        Runbook loaded = session.books()
                .load(runbook, session.options().inputs(), Mode.RUN)
                .runbook();
        return new Starting(session, request, null).start(loaded);
    }

    private ExitCode planned(Session session, Request request, Path file) {
        if (request.selection().from() != null || request.selection().only() != null) {
            throw Written.wrong(
                    "a plan is run from its first step to its last",
                    "--plan " + plan,
                    "--from and --only would leave steps of it out",
                    "leave them out, or leave steps out with a reason: --skip STEP=REASON");
        }
        FromPlan held = new FromPlan(session, PlanFile.read(file));
        return new Starting(session, request, held).start(held.runbook(runbook));
    }
}
