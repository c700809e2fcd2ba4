package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.session.PlanFile;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.show.PlanMarkdown;
import dev.handrail.shell.show.RunbookJson;
import dev.handrail.shell.show.RunbookMarkdown;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show RUNBOOK} or {@code show PLANFILE}: as a document for reviewers. */
@picocli.CommandLine.Command
final class ShowCommand implements Command {
    private static final Map<String, Function<Runbook, String>> FORMATS =
            Map.of("md", RunbookMarkdown::of, "json", RunbookJson::of);

    @Parameters(paramLabel = "RUNBOOK", description = "a file, or a name under runbooks/; or a plan file")
    String runbook = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "md (the default) or json")
    @Nullable
    String format;

    @Override
    public ExitCode run(Session session) {
        String usual = session.console().json() ? "json" : "md";
        Function<Runbook, String> written =
                Objects.requireNonNull(Written.word("--format", Objects.requireNonNullElse(format, usual), FORMATS));
        Path file = session.seat().folder().resolve(runbook);
        if (PlanFile.is(file)) {
            PlanFile plan = PlanFile.read(file);
            boolean json = "json".equals(Objects.requireNonNullElse(format, usual));
            session.console().document(json ? Json.write(plan.plan()) + "\n" : PlanMarkdown.of(plan.plan()));
            return ExitCode.DONE;
        }
        Runbook loaded = session.books()
                .load(runbook, session.options().inputs(), Mode.CHECK)
                .runbook();
        session.console().document(written.apply(loaded));
        return ExitCode.DONE;
    }
}
