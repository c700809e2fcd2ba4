package dev.handrail.shell.session;

import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.problem.ExitCode;
import dev.handrail.report.Fold;
import dev.handrail.report.JsonReport;
import dev.handrail.report.Markdown;
import dev.handrail.report.RunReport;
import dev.handrail.run.Ending;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Line.Look;
import dev.handrail.text.Durations;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The last lines of a run: the result, where the report is, and what goes on from here. */
record Ended(Session session, Journal journal) {
    private static final List<String> STATES =
            List.of("done", "failed", "skipped", "by-hand", "stopped", "unknown", "rolled-back");

    /** @param seen whether what went wrong was shown already */
    ExitCode tell(Ending ending, boolean seen) {
        RunReport report = write();
        Console console = session.console();
        if (ending.problem() != null && !seen) {
            session.told().shown(ending.problem());
        }
        console.result(result(ending, report));
        if (seen && !ending.why().isEmpty()) {
            ("Why     " + ending.why()).lines().forEach(line -> told(Line.of(line)));
        }
        if (report.score().counted() > 0) {
            console.result(Line.of("Score   " + report.score().told()));
        }
        console.result(Line.of("Report  " + folder().resolve("report.md")));
        if (!report.followUps().isEmpty()) {
            report.followUps()
                    .forEach(due -> console.result(Line.of("Due     ")
                            .bold(due.section())
                            .add(" from " + Standing.moment(due.at()) + ": " + due.title())));
        }
        ending.next().forEach(next -> console.result(Line.of("Next    ").bold(next)));
        if (!ending.site().isEmpty()) {
            told(Line.of(ending.site(), Look.ALARM));
        }
        return ending.exit();
    }

    /** Sentences are broken where a person reads them; commands and paths never. */
    private void told(Line line) {
        session.console().result(line, session.seat().terminal() ? session.width() : Integer.MAX_VALUE);
    }

    private Line result(Ending ending, RunReport report) {
        Look look = ending.exit() == ExitCode.DONE ? Look.GOOD : ending.finished() ? Look.WARN : Look.BAD;
        List<String> counts = new ArrayList<>();
        STATES.forEach(state -> {
            long count = report.count(state);
            if (count > 0) {
                counts.add(count + " " + state);
            }
        });
        long warned = report.judged("warn");
        if (warned > 0) {
            counts.add(warned + (warned == 1 ? " warning" : " warnings"));
        }
        Line line = Line.of(ending.state().toUpperCase(java.util.Locale.ROOT), look)
                .add("  ")
                .bold(journal.run());
        if (report.ended() != null) {
            line.add(" after " + Durations.show(report.length(report.ended())));
        }
        line.add(counts.isEmpty() ? "" : ": " + String.join(", ", counts));
        if (report.maintenance() != null) {
            line.add("; downtime " + Durations.show(report.maintenance()));
        }
        return line;
    }

    private Path folder() {
        return journal.folder();
    }

    /** The report as Markdown and JSON, beside the journal. */
    private RunReport write() {
        RunReport report = Fold.of(journal.written()
                .orElseGet(
                        () -> JournalReader.read(folder().resolve(Journal.FILE)).entries()));
        file("report.md", Markdown.of(report));
        file("report.json", JsonReport.of(report) + "\n");
        new JobSummary(session).add(report);
        return report;
    }

    private void file(String name, String text) {
        Path file = folder().resolve(name);
        try {
            OwnFile.replace(file, text);
        } catch (IOException e) {
            session.console()
                    .say("warning: the report can't be written to " + file + ": " + e.getMessage()
                            + ". The journal is whole: handrail report " + journal.run());
        }
    }
}
