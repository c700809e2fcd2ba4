package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Ask;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Observe;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out, before the first step, every answer that a run can need: from each action's ceiling, not its plan. */
public final class Needs {
    private final Targets targets;
    private final TargetNames names;
    private final Policy policy;
    private final boolean rollbackToo;
    private final boolean undirected;
    private final boolean guarded;

    public Needs(String environment, Targets targets, Answers given, boolean guarded) {
        this.targets = targets;
        this.names = new TargetNames(environment, targets);
        this.policy = new Policy(given, guarded);
        this.rollbackToo =
                given.onFailure() == Answers.OnFailure.ROLLBACK || given.onWindow() == OutOfTime.Then.ROLLBACK;
        this.undirected = given.onFailure() == null;
        this.guarded = guarded;
    }

    private static boolean goesBack(Step step) {
        return step.action() != null && step.action().onFailure() == Observe.OnFailure.ROLLBACK;
    }

    /** What is missing to go forward through {@code steps}. */
    public List<Need> forward(List<Step> steps) {
        return forward(steps, steps);
    }

    /** @param taken the steps that may be taken back where one fails: those of {@code steps}, and what is done */
    public List<Need> forward(List<Step> steps, List<Step> taken) {
        Set<Need> needs = new LinkedHashSet<>();
        for (Step step : steps) {
            missing(step, step.action(), step.ceiling()).ifPresent(o -> needs.add(new Need(step.id(), o)));
        }
        if (rollbackToo || undirected && steps.stream().anyMatch(Needs::goesBack)) {
            needs.addAll(back(taken));
        }
        return new ArrayList<>(needs);
    }

    /** What is missing to take {@code steps} back. */
    public List<Need> back(List<Step> steps) {
        List<Need> needs = new ArrayList<>();
        for (Step step : steps) {
            if (step.wayBack() instanceof WayBack.By by) {
                Action action = by.action().apply(new Done("", step.id(), List.of()));
                missing(step, action, by.ceiling()).ifPresent(o -> needs.add(new Need(step.id(), o)));
            }
        }
        return needs;
    }

    /** What plans ask for beside an answer, as things stand now; none of it is given. */
    public static List<Need> consents(List<Planner.PlannedStep> planned) {
        return planned.stream()
                .flatMap(one -> one.plan().consents().stream()
                        .filter(Consent::needed)
                        .map(c -> new Need(
                                one.step().id(), "--consent " + one.step().id() + "=" + c.kind())))
                .toList();
    }

    private Optional<String> missing(Step step, @Nullable Action action, Risk ceiling) {
        Optional<Ask> task = action == null ? Optional.empty() : task(action);
        return task.isPresent()
                ? policy.missing(step.id(), task.get())
                : policy.missing(step.id(), ceiling, typed(step, ceiling));
    }

    /** A person's task needs no target to be planned. */
    private Optional<Ask> task(Action action) {
        if (!action.word().equals("manual")) {
            return Optional.empty();
        }
        Plan plan = action.plan(targets);
        for (Effect effect : plan.effects()) {
            if (effect instanceof Ask ask) {
                return Optional.of(ask);
            }
        }
        return Optional.empty();
    }

    /** The name matters only where it must be typed; a target is not contacted for less. */
    private String typed(Step step, Risk ceiling) {
        return ceiling == Risk.DESTROYS || guarded || policy.confirms(step.id()) ? names.typed(step) : "";
    }

    /** @throws Problem exit 4 naming each step and the option to add, where anything is missing */
    public static void require(List<Need> missing) {
        if (missing.isEmpty()) {
            return;
        }
        Need first = missing.get(0);
        throw new Problem(
                ExitCode.UNDECIDED,
                missing.size() == 1
                        ? "step " + first.step() + " has no answer, and nobody can be asked in this session"
                        : missing.size() + " steps have no answer, and nobody can be asked in this session",
                missing.stream().map(n -> n.step() + "  needs " + n.option()).collect(Collectors.joining("\n")),
                "nothing was touched: no run was opened",
                "add " + options(missing));
    }

    /** The options to add, each once; {@code --yes changes} includes {@code --yes reads}. */
    public static String options(List<Need> missing) {
        return String.join(" ", each(missing));
    }

    /** The same in lines of about {@code width} columns; no option is parted from its value. */
    public static List<String> options(List<Need> missing, int width) {
        List<String> lines = new ArrayList<>();
        for (String option : each(missing)) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + 1 + option.length() <= width) {
                lines.set(last, lines.get(last) + " " + option);
            } else {
                lines.add(option);
            }
        }
        return lines;
    }

    private static List<String> each(List<Need> missing) {
        List<String> options = missing.stream().map(Need::option).distinct().toList();
        boolean changes = options.contains("--yes changes");
        return options.stream()
                .filter(option -> !changes || !option.equals("--yes reads"))
                .toList();
    }
}
