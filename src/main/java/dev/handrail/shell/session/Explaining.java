package dev.handrail.shell.session;

import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Answers;
import dev.handrail.run.Need;
import dev.handrail.run.Needs;
import dev.handrail.run.Planner;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.settings.Environment;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.show.Explanation;
import dev.handrail.text.NearWord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at the targets and tells what exactly one step would do. */
public record Explaining(Session session, Runbook runbook, Environment environment) {
    /** @throws Problem exit 2 where there is no such step */
    public ExitCode tell(String named) {
        Step step = meant(named);
        Explanation explanation = explained(step);
        if (session.console().json()) {
            Map<String, Object> fields = Told.envelope("step.explained");
            fields.put("runbook", runbook.name());
            fields.put("environment", environment.name());
            fields.putAll(explanation.fields());
            session.console().record(fields);
        } else {
            lines(step, explanation);
        }
        Problem problem = explanation.planned().problem();
        return problem == null ? ExitCode.DONE : problem.exitCode();
    }

    private void lines(Step step, Explanation explanation) {
        int width = session.width();
        session.console().data(new Line().bold(step.id()).add("  " + step.title()), width);
        session.console()
                .data(
                        Line.of(
                                "  " + runbook.name() + " on " + Starting.shown(environment) + ", " + step.position(),
                                Line.Look.DIM),
                        width);
        for (Explanation.Part part : explanation.parts()) {
            String when = part.when();
            for (String line : part.lines()) {
                session.console()
                        .data(new Line().column(when, 14, Line.Look.BOLD).add(line), width);
                when = "";
            }
        }
    }

    private Explanation explained(Step step) {
        try (Stage stage = new Stage(session, runbook, environment, Stage.PLAN)) {
            Planner planner = new Planner(environment.name(), stage.targets());
            List<Step> before = runbook.steps().takeWhile(s -> s != step).toList();
            boolean forward = runbook.steps().anyMatch(s -> s == step);
            List<Step> all =
                    forward ? Stream.concat(before.stream(), Stream.of(step)).toList() : List.of(step);
            List<PlannedStep> planned = planner.plan(all);
            PlannedStep own = planned.get(planned.size() - 1);
            String waits = own.plan().provisional() == null || own.problem() != null
                    ? ""
                    : own.plan().provisional();
            PlannedStep now =
                    waits.isEmpty() ? own : planner.plan(List.of(step)).get(0);
            List<Need> needs = new Needs(environment.name(), stage.targets(), Answers.NONE, environment.guarded())
                    .forward(List.of(step));
            return new Explanation(now, waits, needs);
        }
    }

    private Step meant(String named) {
        return runbook.step(named).orElseGet(() -> {
            List<Step> alike = Stream.concat(
                            runbook.steps(), runbook.recoveries().stream().flatMap(r -> r.steps().stream()))
                    .filter(s -> s.id().endsWith("/" + named))
                    .toList();
            if (alike.size() == 1) {
                return alike.get(0);
            }
            List<String> known = alike.isEmpty()
                    ? List.copyOf(new Named(runbook).steps())
                    : alike.stream().map(Step::id).toList();
            throw new Problem(
                    ExitCode.WRONG,
                    alike.isEmpty() ? "there is no step '" + named + "'" : "several steps are called '" + named + "'",
                    runbook.name(),
                    "a step is section/step",
                    NearWord.proposal(named, known));
        });
    }

    /** The runbook that is meant where a command names none, in its environment: the only open run's, else the only one here. */
    public static Explaining only(Session session) {
        var open = session.runs().all().stream().filter(run -> run.open()).toList();
        if (open.size() == 1) {
            Reloading run = new Reloading(session, open.get(0), null, false);
            return new Explaining(session, run.runbook(), run.environment());
        }
        List<String> here = List.copyOf(
                Books.in(session.seat().folder().resolve("runbooks")).keySet());
        if (here.size() == 1) {
            return of(session, here.get(0));
        }
        throw new Problem(
                ExitCode.WRONG,
                "it is not said which runbook is meant",
                "",
                open.isEmpty() ? "no run is open here" : "several runs are open",
                "write: explain RUNBOOK STEP; " + NearWord.proposal("", here));
    }

    public static Explaining of(Session session, String runbook) {
        Runbook loaded = session.books()
                .load(runbook, session.options().inputs(), Mode.RUN)
                .runbook();
        return new Explaining(session, loaded, session.environment());
    }
}
