package dev.handrail.report;

import dev.handrail.text.Durations;
import dev.handrail.text.Escape;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** One step's part of a Markdown report. */
final class StepMarkdown {
    private static final int WIDTH = 160;
    private final StringBuilder text;

    private StepMarkdown(StringBuilder text) {
        this.text = text;
    }

    static void write(StringBuilder text, RunReport.StepReport step) {
        new StepMarkdown(text).step(step);
    }

    private void step(RunReport.StepReport step) {
        line("### " + step.id() + " - " + Markdown.cell(step.title()));
        line("");
        line(step.state() + ", " + step.risk() + ", " + Markdown.cell(step.target())
                + (step.attempts() > 1 ? ", " + step.attempts() + " attempts" : "") + ".");
        line("");
        step.decisions()
                .forEach(d -> line("- " + Markdown.moment(d.at()) + " " + phase(d.phase()) + "**" + d.decision()
                        + "**" + (d.by().isEmpty() ? "" : " by " + Markdown.cell(d.by()))
                        + (d.reason().isEmpty() ? "" : ": " + Markdown.cell(d.reason()))));
        step.hazards().forEach(h -> line("- hazard " + Markdown.cell(h)));
        if (!step.decisions().isEmpty() || !step.hazards().isEmpty()) {
            line("");
        }
        step.effects().forEach(this::effect);
        checks(step);
    }

    private void effect(RunReport.EffectReport effect) {
        String counts = effect.counts().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
        line(phase(effect.phase()) + effect.kind() + " " + effect.state() + ", "
                + Durations.show(Duration.ofMillis(effect.ms())) + (counts.isEmpty() ? "" : ", " + counts)
                + (effect.why().isEmpty() ? "" : " - " + Markdown.cell(effect.why())));
        line("");
        line("```");
        effect.shown().stream().limit(200).forEach(l -> line(Escape.lines(l).replace("```", "'''")));
        if (effect.shown().size() > 200) {
            line("... " + (effect.shown().size() - 200) + " more lines, all of them in the journal");
        }
        String answer = effect.facts().get("answer");
        if (answer != null) {
            line("answer: " + Escape.line(answer).replace("```", "'''"));
            String evidence = effect.facts().getOrDefault("evidence", "");
            if (!evidence.isEmpty()) {
                line("evidence: " + Escape.line(evidence).replace("```", "'''"));
            }
        }
        effect.facts()
                .getOrDefault("remarks", "")
                .lines()
                .forEach(remark -> line("remark: " + Escape.line(remark).replace("```", "'''")));
        line("```");
        line("");
    }

    private void checks(RunReport.StepReport step) {
        if (step.checks().isEmpty()) {
            return;
        }
        line("| Check | Verdict | Seen | Expected |");
        line("|---|---|---|---|");
        step.checks()
                .forEach(c -> line("| " + Markdown.cell(c.title())
                        + (c.role().equals("check") ? "" : " (" + c.role() + ")") + " | " + c.verdict() + " | "
                        + Markdown.cell(c.seen()) + " | " + Markdown.cell(c.expected()) + " |"));
        line("");
        step.checks().stream().filter(c -> !c.rows().isEmpty()).forEach(this::rows);
    }

    private void rows(RunReport.CheckReport check) {
        line(Markdown.cell(check.title()) + " read:");
        line("");
        line("```");
        check.table(WIDTH).forEach(l -> line(l.replace("```", "'''")));
        line("```");
        line("");
    }

    private static String phase(String phase) {
        return phase.equals("forward") ? "" : phase + ": ";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
