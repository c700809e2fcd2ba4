package dev.handrail.shell.show;

import dev.handrail.run.Need;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Step;
import dev.handrail.shell.person.QuestionText;
import dev.handrail.text.Durations;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What exactly one step would do, in the order in which it happens.
 *
 * @param planned the step with its plan, as the targets are now
 * @param waits on what earlier work the exact plan waits; empty: it is the plan
 * @param needs the answers that a run without a terminal would need
 */
public record Explanation(PlannedStep planned, String waits, List<Need> needs) {
    /**
     * One part of it.
     *
     * @param when at which moment, in a word or two
     */
    public record Part(String when, List<String> lines) {}

    /** In their order; parts with nothing to say are left out. */
    public List<Part> parts() {
        Step step = planned.step();
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Part("skipped unless", step.when() == null ? List.of() : List.of(QuestionText.check(step.when()))));
        parts.add(new Part(
                "requires", step.requires().stream().map(QuestionText::check).toList()));
        parts.add(new Part("shows", step.words().notes()));
        parts.add(new Part("asks", asks()));
        parts.add(new Part("does", does()));
        parts.add(new Part("meanwhile", watch(step)));
        parts.add(new Part(
                "then checks", step.checks().stream().map(QuestionText::check).toList()));
        parts.add(new Part("if it fails", failure(step)));
        parts.add(new Part("way back", back(step)));
        return parts.stream().filter(p -> !p.lines().isEmpty()).toList();
    }

    private List<String> asks() {
        List<String> asks = new ArrayList<>();
        boolean nothing = planned.plan().isEmpty() && planned.step().action() != null;
        asks.add((nothing ? "nothing to do" : planned.risk().word()) + " on " + planned.target());
        needs.forEach(need -> asks.add("without a terminal: " + need.option()));
        for (var hazard : planned.plan().hazards()) {
            asks.add((hazard.open() ? "hazard " : "accepted ") + hazard.code() + ": " + hazard.what() + "; "
                    + (hazard.accepted() == null ? "safer: " + hazard.safeWay() : hazard.accepted()));
        }
        for (var consent : planned.plan().consents()) {
            asks.add((consent.needed() ? "needs consent " : "asks for consent ") + consent.kind() + ": "
                    + consent.what());
        }
        return asks;
    }

    private List<String> does() {
        List<String> does = new ArrayList<>();
        Plan plan = planned.plan();
        if (planned.problem() != null) {
            does.add("can't be planned now: " + planned.problem().what());
            does.add("do: " + planned.problem().remedy());
        }
        if (!waits.isEmpty()) {
            does.add("planned exactly when its turn comes: " + waits + "; what follows is as the targets are now");
        }
        if (plan.effects().isEmpty() && planned.step().action() != null && planned.problem() == null) {
            does.add(plan.nothing() == null ? "nothing to do" : plan.nothing());
        }
        for (int i = 0; i < plan.effects().size(); i++) {
            effect(i + 1, plan.effects().get(i), does);
        }
        if (plan.estimate() != null) {
            does.add(plan.estimate().show());
        }
        return does;
    }

    private static void effect(int number, Effect effect, List<String> does) {
        String how =
                effect instanceof Sql sql ? sql.transaction() ? ", in one transaction" : ", outside a transaction" : "";
        String title = effect instanceof Sql sql && !sql.title().isEmpty() ? ": " + sql.title() : "";
        does.add(number + ". " + effect.kind() + " on " + effect.target() + how + title);
        effect.show().stream().flatMap(String::lines).forEach(line -> does.add("     " + line));
        if (effect instanceof Sql sql) {
            sql.statements().stream().filter(s -> !s.values().isEmpty()).forEach(s -> bound(s, does));
            sql.bookkeeping()
                    .forEach(s -> does.add(
                            "     with it: " + String.join(" ", s.lines()).replaceAll("\\s+", " ")));
        }
        does.add("     if cut off: " + effect.promise());
        if (!effect.bounds().isEmpty()) {
            does.add("     bounds: " + effect.bounds());
        }
    }

    private static void bound(Statement statement, List<String> does) {
        does.add("     sent as: " + statement.sql().replaceAll("\\s+", " ").strip());
        for (int i = 0; i < statement.values().size(); i++) {
            does.add("     bound " + (i + 1) + ": " + statement.values().get(i).show());
        }
    }

    private static List<String> watch(Step step) {
        Step.Watch watch = step.watch();
        if (watch == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("every " + Durations.show(watch.every()) + ", tolerates " + watch.tolerate() + " failures in a row");
        watch.checks().forEach(check -> lines.add(QuestionText.check(check)));
        return lines;
    }

    private static List<String> failure(Step step) {
        List<String> lines = new ArrayList<>();
        if (step.timeout() != null) {
            lines.add("its effects may take " + Durations.show(step.timeout()) + " together");
        }
        if (step.retry().times() > 0) {
            lines.add("tried again " + step.retry().times() + " times, "
                    + Durations.show(step.retry().pause()) + " apart");
        }
        step.words().hints().forEach(hint -> lines.add("says: " + hint));
        step.remedies().forEach(remedy -> {
            lines.add("offers: " + remedy.title());
            new Declared(remedy.action()).lines().forEach(line -> lines.add("     " + line));
        });
        return lines;
    }

    private List<String> back(Step step) {
        if (step.action() == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(planned.wayBack());
        Declared.back(step).forEach(line -> lines.add("     " + line));
        step.rollbackChecks().forEach(check -> lines.add("then checks " + QuestionText.check(check)));
        return lines;
    }

    /** The same for programs. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("step", planned.step().id());
        fields.put("title", planned.step().title());
        fields.put("risk", planned.risk().word());
        fields.put("target", planned.target());
        if (!waits.isEmpty()) {
            fields.put("provisional", waits);
        }
        parts().forEach(part -> fields.put(part.when().replace(' ', '-'), part.lines()));
        fields.put("line", planned.step().position().line());
        return fields;
    }
}
