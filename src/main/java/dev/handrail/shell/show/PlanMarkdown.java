package dev.handrail.shell.show;

import dev.handrail.text.Escape;
import java.util.List;
import java.util.Map;

/** What a plan file says, as Markdown: for whoever is to agree to it. */
public final class PlanMarkdown {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> plan;

    private PlanMarkdown(Map<String, Object> plan) {
        this.plan = plan;
    }

    /** @param plan as {@code plan --out} writes it */
    public static String of(Map<String, Object> plan) {
        PlanMarkdown document = new PlanMarkdown(plan);
        document.head();
        document.needs();
        int number = 0;
        for (Map<?, ?> step : maps(plan, "steps")) {
            number++;
            document.step(number, step);
        }
        return document.text.toString();
    }

    private void head() {
        boolean guarded = Boolean.TRUE.equals(plan.get("protected"));
        line("# Plan of " + plan.get("runbook") + ": " + plan.get("title"));
        line("");
        line("- Environment: " + plan.get("environment") + (guarded ? " (PROTECTED)" : ""));
        line("- Digest: `" + plan.get("digest") + "`");
        line("- Made: " + plan.get("at") + " by " + plan.get("by") + " on " + plan.get("host") + ", handrail "
                + plan.get("version"));
        line("- Runbook: " + plan.get("file") + ", SHA-256 `" + plan.get("runbookDigest") + "`");
        map(plan, "targets").forEach((name, at) -> line("- " + name + ": " + at));
        map(plan, "inputs").forEach((name, value) -> line("- Input `" + name + "`: `" + value + "`"));
        map(plan, "files").forEach((file, digest) -> line("- File `" + file + "`: `" + digest + "`"));
        line("");
        line(maps(plan, "steps").size() + " steps: " + plan.get("changes") + " to change, " + plan.get("destroys")
                + " to destroy, " + plan.get("provisional") + " planned exactly when their turn comes.");
        line("");
    }

    private void needs() {
        List<Map<?, ?>> needs = maps(plan, "needs");
        if (!needs.isEmpty()) {
            line("Without a terminal its run needs these answers:");
            line("");
            needs.forEach(need -> line("- " + need.get("step") + ": `" + need.get("option") + "`"));
            line("");
        }
    }

    private void step(int number, Map<?, ?> step) {
        boolean provisional = step.get("provisional") != null;
        line("## " + number + ". " + step.get("step") + ": " + step.get("title"));
        line("");
        line("- Risk: " + step.get("risk") + (provisional ? " at most" : ""));
        line("- Where: " + step.get("target"));
        if (provisional) {
            line("- Planned exactly when its turn comes: " + step.get("provisional")
                    + ". It stays within this risk and these targets: " + step.get("touches") + ", by `"
                    + step.get("word") + "`");
        }
        say(step, "nothing", "- Nothing to do: ");
        effects(maps(step, "effects"));
        maps(step, "hazards").forEach(this::hazard);
        texts(step, "consents").forEach(consent -> line("- Consent " + consent));
        texts(step, "checks").forEach(check -> line("- Checks: " + Escape.line(check)));
        say(step, "estimate", "- Estimate: ");
        line("- Rollback: " + step.get("rollback"));
        line("");
    }

    private void say(Map<?, ?> step, String name, String before) {
        if (step.get(name) != null) {
            line(before + step.get(name));
        }
    }

    private void effects(List<Map<?, ?>> effects) {
        if (effects.isEmpty()) {
            return;
        }
        line("");
        line("```");
        effects.stream()
                .flatMap(effect -> texts(effect, "show").stream())
                .flatMap(String::lines)
                .forEach(shown -> line(shown.replace("```", "'''")));
        line("```");
        line("");
        effects.stream().map(effect -> effect.get("promise")).distinct().forEach(p -> line("- If cut off: " + p));
    }

    private void hazard(Map<?, ?> hazard) {
        Object accepted = hazard.get("accepted");
        line("- " + (accepted == null ? "HAZARD " : "Accepted ") + hazard.get("code") + ": " + hazard.get("what")
                + (accepted == null ? ". Safer: " + hazard.get("safeWay") : "; " + accepted));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> maps(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> list ? (List<Map<?, ?>>) list : List.of();
    }

    private static List<String> texts(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private void line(String line) {
        text.append(Escape.lines(line)).append('\n');
    }
}
