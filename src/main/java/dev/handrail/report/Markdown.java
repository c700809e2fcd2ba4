package dev.handrail.report;

import dev.handrail.text.Durations;
import dev.handrail.text.Escape;
import dev.handrail.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run's report as Markdown, for the ticket. */
public final class Markdown {
    private final RunReport report;
    private final StringBuilder text = new StringBuilder();

    private Markdown(RunReport report) {
        this.report = report;
    }

    public static String of(RunReport report) {
        Markdown markdown = new Markdown(report);
        markdown.head();
        markdown.attention();
        markdown.summary();
        markdown.targets();
        report.steps().forEach(step -> StepMarkdown.write(markdown.text, step));
        markdown.notes();
        return markdown.text.toString();
    }

    private void head() {
        line("# " + cell(report.started().runbook()) + " on "
                + cell(report.started().environment()) + ": " + report.state());
        line("");
        line(cell(report.started().title()));
        line("");
        row("Run", "`" + report.run() + "`");
        text.insert(text.lastIndexOf("| Run"), "| | |\n|---|---|\n");
        row(
                "Result",
                report.state() + ", exit " + report.exit() + (report.why().isEmpty() ? "" : ": " + cell(report.why())));
        row(
                "Started",
                moment(report.startedAt()) + " by " + cell(report.started().operator()) + " on "
                        + cell(report.started().host()));
        if (report.ended() != null) {
            row("Ended", moment(report.ended()) + ", after " + Durations.show(report.length(report.ended())));
        }
        row(
                "Runbook",
                code(report.started().file()) + ", SHA-256 `" + report.started().digest() + "`");
        row("handrail", cell(report.started().version()));
        boolean anchored = report.started().targets().keySet().stream()
                .anyMatch(target -> target.startsWith("database ") || target.startsWith("cache "));
        if (!anchored) {
            row("Journal", "not anchored: no database or cache of this run would show that its end was cut off");
        }
        table("Inputs", report.started().inputs());
        table("Selection", report.started().selection());
        table(
                "Labels",
                report.started().labels() == null ? Map.of() : report.started().labels());
        report.backups()
                .forEach(b -> row(
                        "Backup",
                        code(b.place()) + ", " + Sizes.show(b.bytes()) + ", SHA-256 `" + b.digest() + "`, taken "
                                + cell(b.at()) + " in " + b.step() + ", proof: " + cell(b.proof())));
        if (report.maintenance() != null) {
            row("Downtime", Durations.show(report.maintenance()));
        }
        report.sessions().stream()
                .skip(1)
                .forEach(s -> row(
                        "Also",
                        moment(s.at()) + " " + cell(s.what()) + " by "
                                + cell(s.operator()) + " on " + cell(s.host())
                                + (s.changed().isEmpty() ? "" : "; agreed to: " + cell(String.join(", ", s.changed())))
                                + (s.reason().isEmpty() ? "" : ", because " + cell(s.reason()))));
        line("");
    }

    private void table(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            row(
                    name,
                    cell(values.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining(", "))));
        }
    }

    /** What needs somebody to act, before anything else is told. */
    private void attention() {
        if (report.stillInMaintenance()) {
            line("**The site is still in maintenance.**");
            line("");
        }
        for (RunReport.StepReport step : report.steps()) {
            if (List.of("failed", "unknown", "stopped", "rollback failed").contains(step.state())) {
                line("**" + step.id() + " " + step.state() + ":** " + cell(step.why() == null ? "" : step.why())
                        + (step.problem().containsKey("remedy")
                                ? " - to do: " + cell(step.problem().get("remedy"))
                                : ""));
                line("");
            }
        }
        if (!report.next().isEmpty() && !report.state().equals("done")) {
            line("Next: " + report.next().stream().map(c -> "`" + c + "`").collect(Collectors.joining(", ")));
            line("");
        }
    }

    private void summary() {
        line("## Steps");
        line("");
        line(String.format(
                Locale.ROOT,
                "%d done, %d by hand, %d skipped, %d failed, %d rolled back; checks: %d passed, %d warned, %d failed.",
                report.count("done"),
                report.count("by-hand"),
                report.count("skipped"),
                report.count("failed"),
                report.count("rolled-back"),
                report.judged("pass"),
                report.judged("warn"),
                report.judged("fail")));
        line("");
        line("| Step | State | Took | What came of it |");
        line("|---|---|---|---|");
        for (RunReport.StepReport step : report.steps()) {
            line("| " + step.id() + " | " + step.state() + " | " + Durations.show(Duration.ofMillis(step.ms())) + " | "
                    + cell(outcome(step)) + " |");
        }
        line("");
    }

    static String outcome(RunReport.StepReport step) {
        if (step.why() != null) {
            return step.why();
        }
        String counts = step.effects().stream()
                .filter(e -> e.state().equals("done"))
                .flatMap(e -> e.counts().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, java.util.LinkedHashMap::new, Collectors.summingLong(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(e -> e.getKey().equals("bytes")
                        ? Sizes.show(e.getValue())
                        : String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() && step.nothing() != null && step.effects().isEmpty() ? step.nothing() : counts;
    }

    private void targets() {
        if (report.targets().isEmpty()) {
            return;
        }
        line("## Targets");
        line("");
        line("| Target | Where | Size before | Size after |");
        line("|---|---|---|---|");
        for (RunReport.Target target : report.targets()) {
            Map<String, String> facts = target.start().isEmpty() ? target.end() : target.start();
            String where = facts.entrySet().stream()
                    .filter(e -> !e.getKey().equals("bytes"))
                    .map(e -> e.getKey().equals("system") ? "cluster " + e.getValue() : e.getValue())
                    .collect(Collectors.joining(", "));
            line("| " + cell(target.name()) + " | " + cell(where) + " | " + size(target.start()) + " | "
                    + size(target.end()) + " |");
        }
        line("");
    }

    private static String size(Map<String, String> facts) {
        String bytes = facts.getOrDefault("bytes", "");
        return bytes.matches("\\d{1,18}") ? Sizes.show(Long.parseLong(bytes)) : "";
    }

    private void notes() {
        if (report.notes().isEmpty()) {
            return;
        }
        line("## Notes");
        line("");
        report.notes()
                .forEach(n -> line("- " + moment(n.at()) + " " + cell(n.by())
                        + (n.step() == null ? "" : " at " + n.step()) + ": " + cell(n.text())));
        line("");
    }

    private void row(String name, String value) {
        line("| " + name + " | " + value + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    static String moment(Instant at) {
        return at.toString().replace('T', ' ').replaceAll("(\\.\\d+)?Z$", " UTC");
    }

    /** Text from outside as code in a table's cell, where only what ends the code or the cell has a meaning. */
    static String code(String text) {
        return "`" + Escape.line(text).replace('`', '\'').replace("|", "\\|") + "`";
    }

    /** Text from outside on one line of a table: nothing in it can end the cell or start markup. */
    static String cell(String text) {
        return Escape.line(text).replace("\\n", " ").replaceAll("([|*_`<>\\[\\]])", "\\\\$1");
    }
}
