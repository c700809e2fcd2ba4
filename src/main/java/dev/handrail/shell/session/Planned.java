package dev.handrail.shell.session;

import dev.handrail.journal.Codec;
import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Agreed;
import dev.handrail.run.Answers;
import dev.handrail.run.Differences;
import dev.handrail.run.Need;
import dev.handrail.run.Needs;
import dev.handrail.run.Planner;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.settings.Environment;
import dev.handrail.shell.help.Version;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.show.PlanTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every step of a runbook planned, and what a run would ask for.
 *
 * @param targets which targets they are, by declared name
 */
public record Planned(
        Session session,
        Runbook runbook,
        Environment environment,
        Map<String, String> targets,
        List<PlannedStep> steps,
        List<Need> needs) {
    private static final int WIDEST = 100;

    public static Planned of(Session session, Runbook runbook) {
        Environment given = session.environment();
        try (Stage stage = new Stage(session, runbook, given, Stage.PLAN)) {
            List<Step> all = runbook.steps().toList();
            List<PlannedStep> steps = new Planner(given.name(), stage.targets()).plan(all);
            List<Need> needs = new ArrayList<>(
                    new Needs(given.name(), stage.targets(), Answers.NONE, given.guarded()).forward(all));
            needs.addAll(Needs.consents(steps));
            return new Planned(session, runbook, given, FromPlan.targets(stage), steps, needs);
        }
    }

    public ExitCode exit(boolean detailed) {
        for (PlannedStep step : steps) {
            if (step.problem() != null) {
                return step.problem().exitCode();
            }
        }
        return detailed && steps.stream().anyMatch(PlanTable::works) ? ExitCode.WORK_TO_DO : ExitCode.DONE;
    }

    public void tell() {
        if (session.console().json()) {
            records(session.console());
        } else {
            lines(session.console());
        }
    }

    /**
     * Into a file, from which exactly this can be run.
     *
     * @throws Problem where a step can't be planned: then nothing is written
     */
    public void write(Path file) {
        for (PlannedStep step : steps) {
            Problem problem = step.problem();
            if (problem != null) {
                throw new Problem(
                        problem.exitCode(),
                        "the plan was not written: step " + step.step().id() + " can't be planned",
                        step.step().id(),
                        problem.what(),
                        problem.remedy());
            }
        }
        PlanFile.write(file, contents());
        session.console().say("Written to " + file + ". It is run once, and only while nothing has changed.");
        session.console().say("Next    handrail show " + file + "\nNext    handrail run --plan " + file);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> contents() {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("digest", digest());
        plan.put(
                "at", Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        plan.put("by", session.user());
        plan.put("host", session.host());
        plan.put("version", Version.number());
        plan.put("runbook", runbook.name());
        plan.put("title", runbook.title());
        plan.put("file", runbook.file().toAbsolutePath().normalize().toString());
        plan.put("runbookDigest", runbook.digest());
        plan.put("files", runbook.files());
        plan.put("inputs", Differences.inputs(runbook));
        plan.put("environment", environment.name());
        plan.put("protected", environment.guarded());
        plan.put("targets", targets);
        plan.put("steps", Agreed.fields(steps));
        plan.putAll(counts());
        return (Map<String, Object>) Json.read(session.console().redactor().redact(Json.write(plan)));
    }

    private String digest() {
        return Agreed.digest(runbook, environment.name(), targets, steps);
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
        fields.putAll(counts());
        console.record(fields);
    }

    private Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("changes", count(Risk.CHANGES));
        counts.put("destroys", count(Risk.DESTROYS));
        counts.put(
                "provisional",
                steps.stream().filter(s -> s.plan().provisional() != null).count());
        counts.put(
                "needs",
                needs.stream()
                        .map(n -> Map.of("step", n.step(), "option", n.option()))
                        .toList());
        return counts;
    }

    private long count(Risk risk) {
        return steps.stream()
                .filter(s -> PlanTable.works(s) && s.risk() == risk)
                .count();
    }

    private void lines(Console console) {
        int width = Math.min(WIDEST, session.width());
        console.data(
                new Line()
                        .bold("Plan of " + runbook.name())
                        .add(" on " + Starting.shown(environment) + "   digest " + digest().substring(0, 12)),
                width);
        targets.forEach((name, at) -> console.data(Line.of("      " + name + ": " + at, Line.Look.DIM), width));
        int number = 0;
        for (PlannedStep step : steps) {
            number++;
            console.data("");
            PlanTable.lines(step, number, width).forEach(line -> console.data(line, width));
        }
        console.data("");
        console.data(Line.of(summary()), width);
        if (!needs.isEmpty()) {
            Needs.options(needs, width - 6).forEach(line -> console.data("      " + line));
        }
    }

    private String summary() {
        return steps.size() + " steps: " + count(Risk.CHANGES) + " to change, " + count(Risk.DESTROYS) + " to destroy, "
                + steps.stream().filter(s -> !PlanTable.works(s)).count() + " with nothing to change."
                + (needs.isEmpty() ? "" : " Without a terminal a run needs these answers:");
    }
}
