package dev.handrail.report;

import dev.handrail.report.RunReport.StepReport;

/** One step's part of the HTML report: its effects exactly as they were shown. */
final class HtmlStep {
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
        step.effects().stream().map(EffectText::of).forEach(effect -> {
            page.leaf("p", effect.head(), "class", "effect");
            if (!effect.lines().isEmpty()) {
                page.leaf("pre", String.join("\n", effect.lines()) + "\n");
            }
        });
        page.close();
    }
}
