package dev.handrail.shell.command;

import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.report.Fold;
import dev.handrail.report.Html;
import dev.handrail.report.JsonReport;
import dev.handrail.report.Junit;
import dev.handrail.report.Markdown;
import dev.handrail.report.RunReport;
import dev.handrail.shell.session.HandedOver;
import dev.handrail.shell.session.Session;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report [RUN]}: a run's report, from its journal alone. */
@picocli.CommandLine.Command
final class ReportCommand implements Command {
    private static final Map<String, Function<RunReport, String>> FORMATS = Map.of(
            "md", Markdown::of, "json", report -> JsonReport.of(report) + "\n", "html", Html::of, "junit", Junit::of);

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run; the newest one where it is left out")
    @Nullable
    String run;

    @Option(names = "--file", paramLabel = "FILE", description = "a run that was exported, or its journal")
    @Nullable
    Path file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "md (the default), json, html or junit")
    @Nullable
    String format;

    @Override
    public ExitCode run(Session session) {
        String usual = session.console().json() ? "json" : "md";
        Function<RunReport, String> written =
                Objects.requireNonNull(Written.word("--format", Objects.requireNonNullElse(format, usual), FORMATS));
        if (file == null) {
            tell(session, run == null ? session.runs().newest() : session.runs().find(run), written);
        } else {
            try (HandedOver handed = HandedOver.read(session, file)) {
                tell(session, handed.run(), written);
            }
        }
        return ExitCode.DONE;
    }

    private static void tell(Session session, Runs.Run meant, Function<RunReport, String> written) {
        RunReport report =
                Fold.of(JournalReader.read(meant.folder().resolve(Journal.FILE)).entries());
        session.console().document(written.apply(report));
    }
}
