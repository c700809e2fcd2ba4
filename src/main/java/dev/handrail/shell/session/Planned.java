package dev.handrail.shell.session;

import dev.handrail.journal.Codec;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Answers;
import dev.handrail.run.Need;
import dev.handrail.run.Needs;
import dev.handrail.run.Planner;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.settings.Environment;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Line.Look;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.person.QuestionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every step of a runbook planned, and what a run would ask for. */
public record Planned(
        Session session, Runbook runbook, Environment environment, List<PlannedStep> steps, List<Need> needs) {
    private static final String INDENT = "      ";

    public static Planned of(Session session, Runbook runbook) {
        Environment given = session.environment();
        try (Stage stage = new Stage(session, runbook, given, "plan")) {
            List<Step> all = runbook.steps().toList();
            List<PlannedStep> steps = new Planner(given.name(), stage.targets()).plan(all);
            List<Need> needs = new Needs(given.name(), stage.targets(), Answers.NONE, given.guarded()).forward(all);
            return new Planned(session, runbook, given, steps, needs);
        }
    }

    public ExitCode exit(boolean detailed) {
        for (PlannedStep step : steps) {
            if (step.problem() != null) {
                return step.problem().exitCode();
            }
        }
        return detailed && steps.stream().anyMatch(Planned::works) ? ExitCode.WORK_TO_DO : ExitCode.DONE;
    }

    /** True where something would be changed. */
    private static boolean works(PlannedStep step) {
        return !step.plan().isEmpty() && step.risk() != Risk.READS;
    }

    public void tell() {
        if (session.console().json()) {
            records(session.console());
        } else {
            lines(session.console());
        }
    }

    private String digest() {
        return Planner.digest(runbook.digest(), steps);
    }

    private void records(Console console) {
        for (PlannedStep step : steps) {
            Map<String, Object> fields = Told.envelope("step.planned");
            fields.putAll(Codec.fields(Planner.recorded(step)));
            if (step.plan().provisional() != null) {
                fields.put("provisional", step.plan().provisional());
            }
            console.record(fields);
        }
        Map<String, Object> fields = Told.envelope("plan.finished");
        fields.put("runbook", runbook.name());
        fields.put("environment", environment.name());
        fields.put("digest", digest());
        fields.put("changes", count(Risk.CHANGES));
        fields.put("destroys", count(Risk.DESTROYS));
        fields.put(
                "provisional",
                steps.stream().filter(s -> s.plan().provisional() != null).count());
        fields.put(
                "needs",
                needs.stream()
                        .map(n -> Map.of("step", n.step(), "option", n.option()))
                        .toList());
        console.record(fields);
    }

    private long count(Risk risk) {
        return steps.stream().filter(s -> works(s) && s.risk() == risk).count();
    }

    private void lines(Console console) {
        console.data(new Line()
                .bold("Plan of " + runbook.name())
                .add(" on " + Starting.shown(environment) + "   digest " + digest().substring(0, 12)));
        int width = Math.min(100, Math.max(60, session.width()));
        int number = 0;
        for (PlannedStep step : steps) {
            number++;
            console.data("");
            step(console, width, number, step);
        }
        console.data("");
        console.data(summary());
        if (!needs.isEmpty()) {
            console.data(INDENT + Needs.options(needs));
        }
    }

    private void step(Console console, int width, int number, PlannedStep step) {
        String place = String.format("%3d  ", number);
        boolean nothing = step.plan().isEmpty() && step.step().action() != null;
        String risk = nothing ? "nothing" : step.risk().word();
        int room = width - place.length() - Math.max(28, step.step().id().length()) - 14;
        console.data(Line.of(place)
                .column(step.step().id(), 28, Look.BOLD)
                .column(risk, 8, look(step))
                .add(Table.cut(Console.line(step.step().title()), Math.max(10, room))));
        Plan plan = step.plan();
        if (step.problem() != null) {
            problem(console, step.problem());
        } else if (plan.provisional() != null) {
            console.data(INDENT + "planned exactly when its turn comes: " + plan.provisional());
        } else if (step.step().action() == null) {
            step.step().checks().forEach(check -> console.data(INDENT + QuestionText.check(check)));
        } else if (plan.effects().isEmpty()) {
            console.data(INDENT + (plan.nothing() == null ? "nothing to do" : plan.nothing()));
        }
        plan.effects().forEach(effect -> effect.show().forEach(line -> console.data(INDENT + line)));
        for (String more : more(step)) {
            console.data(Line.of(INDENT + more, Look.DIM));
        }
    }

    private static List<String> more(PlannedStep step) {
        List<String> more = new ArrayList<>();
        step.plan()
                .hazards()
                .forEach(h -> more.add(
                        h.accepted() == null
                                ? "hazard " + h.code() + ": " + h.what() + "; safer: " + h.safeWay()
                                : "accepted " + h.code() + ": " + h.what() + "; " + h.accepted()));
        step.plan()
                .consents()
                .forEach(c ->
                        more.add((c.needed() ? "needs consent " : "asks for consent ") + c.kind() + ": " + c.what()));
        if (step.plan().estimate() != null) {
            more.add(step.plan().estimate().show());
        }
        step.plan().promises().forEach(promise -> more.add("if cut off: " + promise));
        step.plan().bounds().forEach(bounds -> more.add("bounds: " + bounds));
        if (works(step)) {
            more.add("rollback: " + step.wayBack());
        }
        return more;
    }

    private static void problem(Console console, Problem problem) {
        console.data(Line.of(INDENT).add("can't be planned: ", Look.BAD).add(problem.what()));
        console.data(INDENT + "do: " + problem.remedy());
    }

    private static Look look(PlannedStep step) {
        return switch (step.risk()) {
            case READS -> Look.GOOD;
            case CHANGES -> Look.WARN;
            case DESTROYS -> Look.ALARM;
        };
    }

    private String summary() {
        return steps.size() + " steps: " + count(Risk.CHANGES) + " to change, " + count(Risk.DESTROYS) + " to destroy, "
                + steps.stream().filter(s -> !works(s)).count() + " with nothing to change."
                + (needs.isEmpty() ? "" : " Without a terminal a run needs these answers:");
    }
}
