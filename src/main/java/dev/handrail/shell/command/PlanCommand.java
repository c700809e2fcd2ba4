package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.session.Planned;
import dev.handrail.shell.session.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan RUNBOOK}: what each step would do; reads only. */
@picocli.CommandLine.Command
final class PlanCommand implements Command {
    @Parameters(paramLabel = "RUNBOOK", description = "a file, or a name under runbooks/")
    String runbook = "";

    @Option(names = "--detailed-exitcode", description = "exit 11 where there is work to do")
    boolean detailed;

    @Option(names = "--out", paramLabel = "FILE", description = "writes the plan to a file for run --plan FILE")
    @Nullable
    Path out;

    @Override
    public ExitCode run(Session session) {
        Runbook loaded = session.books()
                .load(runbook, session.options().inputs(), Mode.RUN)
                .runbook();
        Planned planned = Planned.of(session, loaded);
        planned.tell();
        if (out != null) {
            planned.write(session.seat().folder().resolve(out).normalize());
        }
        return planned.exit(detailed);
    }
}
