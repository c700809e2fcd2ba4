package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.show.RunbookJson;
import dev.handrail.shell.show.RunbookMarkdown;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show RUNBOOK}: as a document for reviewers. */
@picocli.CommandLine.Command
final class ShowCommand implements Command {
    private static final Map<String, Function<Runbook, String>> FORMATS =
            Map.of("md", RunbookMarkdown::of, "json", RunbookJson::of);

    @Parameters(paramLabel = "RUNBOOK", description = "a file, or a name under runbooks/")
    String runbook = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "md (the default) or json")
    @Nullable
    String format;

    @Override
    public ExitCode run(Session session) {
        String usual = session.console().json() ? "json" : "md";
        Function<Runbook, String> written =
                Objects.requireNonNull(Written.word("--format", Objects.requireNonNullElse(format, usual), FORMATS));
        Runbook loaded = session.books()
                .load(runbook, session.options().inputs(), Mode.CHECK)
                .runbook();
        session.console().document(written.apply(loaded));
        return ExitCode.DONE;
    }
}
