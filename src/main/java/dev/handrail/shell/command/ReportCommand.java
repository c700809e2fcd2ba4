package dev.handrail.shell.command;

import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.report.Comparison;
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

/** {@code report [RUN]}: a run's report, from its journal alone; or two runs beside each other. */
@picocli.CommandLine.Command
final class ReportCommand implements Command {
    static final Map<String, Function<RunReport, String>> FORMATS = Map.of(
            "md",
            Markdown::of,
            "github",
            Markdown::brief,
            "json",
            report -> JsonReport.of(report) + "\n",
            "html",
            Html::of,
            "junit",
            Junit::of);
    private static final Map<String, Function<Comparison, String>> COMPARED = Map.of(
            "md", Markdown::of, "github", Markdown::of, "json", both -> JsonReport.of(both) + "\n", "html", Html::of);

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run; the newest one where it is left out")
    @Nullable
    String run;

    @Option(names = "--file", paramLabel = "FILE", description = "a run that was exported, or its journal")
    @Nullable
    Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "md (the default), json, html, junit, or github: md without the effects")
    @Nullable
    String format;

    @Option(names = "--compare", paramLabel = "RUN", description = "beside this run: durations, states and sizes")
    @Nullable
    String compare;

    @Override
    public ExitCode run(Session session) {
        if (file == null) {
            tell(
                    session,
                    report(
                            run == null
                                    ? session.runs().newest()
                                    : session.runs().whole(run)));
        } else {
            try (HandedOver handed = HandedOver.read(session, file)) {
                tell(session, report(handed.run()));
            }
        }
        return ExitCode.DONE;
    }

    private void tell(Session session, RunReport meant) {
        String usual = session.console().json() ? "json" : "md";
        String chosen = Objects.requireNonNullElse(format, usual);
        String text = compare == null
                ? form(chosen, FORMATS).apply(meant)
                : form(chosen, COMPARED)
                        .apply(Comparison.of(meant, report(session.runs().whole(compare))));
        session.console().document(text);
    }

    private static <T> Function<T, String> form(String chosen, Map<String, Function<T, String>> forms) {
        return Objects.requireNonNull(Written.word("--format", chosen, forms));
    }

    private static RunReport report(Runs.Whole meant) {
        return Fold.of(meant.entries());
    }

    private static RunReport report(Runs.Run meant) {
        return Fold.of(JournalReader.read(meant.folder().resolve(Journal.FILE)).entries());
    }
}
