package dev.handrail.report;

import dev.handrail.report.RunReport.EffectReport;
import dev.handrail.report.RunReport.StepReport;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** One step's part of the HTML report: its effects exactly as they were shown. */
final class HtmlStep {
    private static final int LINES = 200;

    private HtmlStep() {}

    static void write(Markup page, StepReport step) {
        page.open("section", "class", "step", "id", step.id());
        page.open("h3").text(step.id() + " ");
        page.leaf("span", step.state(), "class", "badge " + HtmlText.kind(step.state()));
        page.close();
        page.leaf(
                "p",
                (step.title().equals(step.id()) ? "" : step.title() + ". ") + step.risk() + ", " + step.target()
                        + (step.attempts() > 1 ? ", " + step.attempts() + " attempts" : "")
                        + (step.nothing() != null && step.effects().isEmpty() ? ". " + step.nothing() : ""));
        step.effects().forEach(effect -> effect(page, effect));
        page.close();
    }

    private static void effect(Markup page, EffectReport effect) {
        String counts = effect.counts().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, ", %,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining());
        page.leaf(
                "p",
                (effect.phase().equals("forward") ? "" : effect.phase() + ": ") + effect.kind() + " " + effect.state()
                        + ", " + Durations.show(Duration.ofMillis(effect.ms())) + counts
                        + (effect.why().isEmpty() ? "" : " - " + effect.why()),
                "class",
                "effect");
        StringBuilder shown = new StringBuilder();
        effect.shown().stream().limit(LINES).forEach(line -> shown.append(line).append('\n'));
        if (effect.shown().size() > LINES) {
            shown.append("... ").append(effect.shown().size() - LINES).append(" more lines, all in the journal\n");
        }
        for (String fact : new String[] {"answer", "evidence", "remarks"}) {
            if (!effect.facts().getOrDefault(fact, "").isEmpty()) {
                shown.append(fact).append(": ").append(effect.facts().get(fact)).append('\n');
            }
        }
        if (!shown.isEmpty()) {
            page.leaf("pre", shown.toString());
        }
    }
}
