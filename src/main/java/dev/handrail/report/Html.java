package dev.handrail.report;

import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A run's report as one HTML page that needs nothing else: no script, light and dark, for the screen and for A4. */
public final class Html {
    private final RunReport report;
    private final Markup page = new Markup("<!doctype html>\n");

    private Html(RunReport report) {
        this.report = report;
    }

    public static String of(RunReport report) {
        return new Html(report).document();
    }

    private String document() {
        String title = report.started().runbook() + " on " + report.started().environment();
        page.open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.leaf("title", title + ": " + report.state() + " (" + report.run() + ")");
        page.leaf("style", style()).close();
        page.open("body").open("header");
        page.open("h1").text(title + " ");
        page.leaf("span", report.state(), "class", "badge " + HtmlText.kind(report.state()));
        page.close().leaf("p", report.started().title()).close();
        page.open("main");
        attention();
        facts();
        HtmlTables tables = new HtmlTables(page, report);
        tables.summary();
        TimelineSvg.draw(page, report.timeline(), last());
        tables.steps();
        tables.checks();
        tables.decisions();
        tables.hazards();
        tables.targets();
        tables.notes();
        page.leaf("h2", "What was done");
        report.steps().forEach(step -> HtmlStep.write(page, step));
        return page.close().close().close().document();
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(Html.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What needs somebody to act, before anything else is told. */
    private void attention() {
        List<RunReport.StepReport> troubled = report.steps().stream()
                .filter(s -> List.of("failed", "unknown", "stopped", "rollback failed")
                        .contains(s.state()))
                .toList();
        boolean open = !report.next().isEmpty() && !report.state().equals("done");
        if (!report.stillInMaintenance() && troubled.isEmpty() && !open) {
            return;
        }
        page.open("section", "class", "attention");
        if (report.stillInMaintenance()) {
            page.open("p").leaf("strong", "The site is still in maintenance.").close();
        }
        for (RunReport.StepReport step : troubled) {
            page.open("p").leaf("strong", step.id() + " " + step.state() + ": ");
            page.text(Objects.requireNonNullElse(step.why(), ""));
            if (step.problem().containsKey("remedy")) {
                page.text(" To do: " + step.problem().get("remedy"));
            }
            page.close();
        }
        if (open) {
            page.open("p").text("Next: ");
            report.next().forEach(command -> page.leaf("code", command).text(" "));
            page.close();
        }
        page.close();
    }

    private void facts() {
        page.open("dl");
        fact("Run", report.run());
        fact(
                "Result",
                report.state() + ", exit " + report.exit() + (report.why().isEmpty() ? "" : ": " + report.why()));
        fact(
                "Started",
                HtmlText.moment(report.startedAt()) + " by " + report.started().operator() + " on "
                        + report.started().host());
        if (report.ended() != null) {
            fact("Ended", HtmlText.moment(report.ended()) + ", after " + Durations.show(report.length(report.ended())));
        }
        if (report.maintenance() != null) {
            fact("Downtime", Durations.show(report.maintenance()));
        }
        fact(
                "Runbook",
                report.started().file() + ", SHA-256 " + report.started().digest());
        table("Inputs", report.started().inputs());
        table("Selection", report.started().selection());
        table("Labels", Objects.requireNonNullElse(report.started().labels(), Map.of()));
        report.backups()
                .forEach(b -> fact(
                        "Backup",
                        b.place() + ", " + Sizes.show(b.bytes()) + ", SHA-256 " + b.digest() + ", taken " + b.at()
                                + " in " + b.step() + ", proof: " + b.proof()));
        report.sessions().stream().skip(1).forEach(this::session);
        fact("handrail", report.started().version());
        page.close();
    }

    private void session(RunReport.Session s) {
        fact(
                "Also",
                HtmlText.moment(s.at()) + " " + s.what() + " by " + s.operator() + " on " + s.host()
                        + (s.changed().isEmpty() ? "" : "; agreed to: " + String.join(", ", s.changed()))
                        + (s.reason().isEmpty() ? "" : ", because " + s.reason()));
    }

    private void table(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            fact(
                    name,
                    values.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    private void fact(String name, String value) {
        page.leaf("dt", name).leaf("dd", value);
    }

    /** The moment that an open span is drawn to: the last one that the report knows. */
    private Instant last() {
        Instant last = report.ended() == null ? report.startedAt() : report.ended();
        for (Timeline.Span span : report.timeline().spans()) {
            for (Instant at : new Instant[] {span.planned(), span.decided(), span.ended()}) {
                last = at != null && at.isAfter(last) ? at : last;
            }
        }
        return last;
    }
}
