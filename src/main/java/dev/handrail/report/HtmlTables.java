package dev.handrail.report;

import dev.handrail.report.RunReport.CheckReport;
import dev.handrail.report.RunReport.DecisionReport;
import dev.handrail.report.RunReport.StepReport;
import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the HTML report: steps, checks, decisions, hazards, targets, notes. */
final class HtmlTables {
    private final Markup page;
    private final RunReport report;

    HtmlTables(Markup page, RunReport report) {
        this.page = page;
        this.report = report;
    }

    void summary() {
        page.leaf(
                "p",
                String.format(
                        "%d done, %d by hand, %d skipped, %d failed, %d rolled back; checks: %d passed, %d warned, %d failed.",
                        report.count("done"),
                        report.count("by-hand"),
                        report.count("skipped"),
                        report.count("failed"),
                        report.count("rolled-back"),
                        report.judged("pass"),
                        report.judged("warn"),
                        report.judged("fail")),
                "class",
                "summary");
    }

    void steps() {
        table("Steps", "Step", "State", "Took", "What came of it");
        for (StepReport step : report.steps()) {
            page.open("tr").open("td", "class", "id").leaf("a", step.id(), "href", "#" + step.id());
            page.close();
            badge(step.state());
            page.leaf("td", Durations.show(Duration.ofMillis(step.ms())), "class", "number");
            page.leaf("td", Markdown.outcome(step)).close();
        }
        end();
    }

    void checks() {
        Map<List<String>, List<CheckReport>> all = new LinkedHashMap<>();
        report.steps()
                .forEach(step -> step.checks()
                        .forEach(c -> all.computeIfAbsent(
                                        List.of(step.id(), c.role(), c.title()), k -> new ArrayList<>())
                                .add(c)));
        if (all.isEmpty()) {
            return;
        }
        table("Checks", "Check", "Verdict", "Seen", "Expected", "Step");
        all.forEach((key, judgments) -> {
            CheckReport last = judgments.get(judgments.size() - 1);
            page.open("tr");
            page.leaf("td", key.get(2) + (key.get(1).equals("check") ? "" : " (" + key.get(1) + ")"));
            badge(last.verdict());
            page.open("td").text(HtmlText.shortened(last.seen(), 200));
            Sparkline.draw(page, judgments.stream().map(CheckReport::seen).toList());
            if (!last.rows().isEmpty()) {
                page.leaf("pre", String.join("\n", last.table(120)));
            }
            page.close()
                    .leaf("td", last.expected())
                    .leaf("td", key.get(0), "class", "id")
                    .close();
        });
        end();
    }

    void decisions() {
        if (report.steps().stream().allMatch(s -> s.decisions().isEmpty())) {
            return;
        }
        table("Decisions", "When", "Step", "Decision", "Who", "Why");
        for (StepReport step : report.steps()) {
            for (DecisionReport d : step.decisions()) {
                page.open("tr").leaf("td", HtmlText.moment(d.at())).leaf("td", step.id(), "class", "id");
                page.leaf("td", d.phase().equals("forward") ? d.decision() : d.phase() + ": " + d.decision());
                page.leaf("td", d.by()).leaf("td", d.reason()).close();
            }
        }
        end();
    }

    void hazards() {
        if (report.steps().stream().allMatch(s -> s.hazards().isEmpty())) {
            return;
        }
        table("Hazards that were shown", "Step", "Hazard");
        for (StepReport step : report.steps()) {
            step.hazards()
                    .forEach(h -> page.open("tr")
                            .leaf("td", step.id(), "class", "id")
                            .leaf("td", h)
                            .close());
        }
        end();
    }

    void targets() {
        if (report.targets().isEmpty()) {
            return;
        }
        table("Targets", "Target", "Where", "Size before", "Size after");
        for (RunReport.Target target : report.targets()) {
            page.open("tr").leaf("td", target.name()).leaf("td", target.identity());
            size(target.start());
            size(target.end());
            page.close();
        }
        end();
    }

    void notes() {
        if (report.notes().isEmpty()) {
            return;
        }
        table("Notes", "When", "Who", "Step", "Note");
        for (RunReport.Note n : report.notes()) {
            page.open("tr").leaf("td", HtmlText.moment(n.at())).leaf("td", n.by());
            page.leaf("td", n.step() == null ? "" : n.step())
                    .leaf("td", n.text())
                    .close();
        }
        end();
    }

    private void size(Map<String, String> facts) {
        String bytes = facts.getOrDefault("bytes", "");
        page.leaf("td", bytes.matches("\\d{1,18}") ? Sizes.show(Long.parseLong(bytes)) : bytes, "class", "number");
    }

    private void badge(String state) {
        page.open("td")
                .leaf("span", state, "class", "badge " + HtmlText.kind(state))
                .close();
    }

    private void table(String title, String... columns) {
        page.leaf("h2", title)
                .open("div", "class", "wide")
                .open("table")
                .open("thead")
                .open("tr");
        for (String column : columns) {
            page.leaf("th", column, "scope", "col");
        }
        page.close().close().open("tbody");
    }

    private void end() {
        page.close().close().close();
    }
}
