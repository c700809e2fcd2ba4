package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether what was done still holds: judged again before a run goes on, and at its end. A judgment on record each time,
 * never a second end of a step.
 */
final class Holding {
    private final RunContext context;
    private final Judge judge;

    Holding(RunContext context) {
        this.context = context;
        this.judge = new Judge(context);
    }

    /** A check of a done step that no longer holds. */
    private record Fallen(Step step, Judged judged) {
        String told() {
            return "'" + judged.title() + "' of " + step.id() + " no longer holds: " + judged.seen() + "; expected "
                    + judged.expected();
        }
    }

    /**
     * Before a run goes on: the checks of the step that was done last, where no effect was started since, and those
     * that must last.
     *
     * @return how the run must pause; empty where all hold, or the operator goes on all the same
     */
    Optional<StepEnd> beforeGoingOn() {
        String last = context.state().lastDone();
        List<Fallen> fallen = new ArrayList<>();
        for (Step step : context.runbook().steps().toList()) {
            for (Check check : step.checks()) {
                if (holds(step) && (check.lasting() || step.id().equals(last))) {
                    look(step, check).ifPresent(fallen::add);
                }
            }
        }
        return fallen.isEmpty() ? Optional.empty() : decided(fallen);
    }

    private Optional<StepEnd> decided(List<Fallen> fallen) {
        Change drift =
                new Change(Change.Kind.DRIFT, fallen.stream().map(Fallen::told).toList());
        Optional<String> reason = context.operator().accepts(drift);
        if (reason.isPresent()) {
            fallen.stream().map(Fallen::step).distinct().forEach(step -> accepted(step, reason.get()));
            return Optional.empty();
        }
        Problem problem = new Problem(
                ExitCode.UNDECIDED,
                "what this run did no longer holds",
                String.join("\n", drift.what()),
                "somebody changed it since; nothing more was done",
                "mend it and resume, or go on all the same: " + drift.option() + "\n" + context.command("rollback"));
        return Optional.of(StepEnd.pause(ExitCode.UNDECIDED, drift.what().get(0), problem));
    }

    private void accepted(Step step, String reason) {
        StepState known = context.state().step(step.id());
        context.journal()
                .append(
                        new Event.StepDecided(
                                step.id(),
                                "forward",
                                Math.max(1, known.attempts()),
                                "accept",
                                reason,
                                context.operator().name()),
                        true);
    }

    /** At the end: what must last does. */
    Optional<StepEnd> atTheEnd(List<Step> steps) {
        for (Step step : steps) {
            for (Check check : step.checks()) {
                Optional<Fallen> fallen = holds(step) && check.lasting() ? look(step, check) : Optional.empty();
                if (fallen.isPresent()) {
                    return Optional.of(failed(fallen.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static StepEnd failed(Fallen fallen) {
        Problem problem = new Problem(
                ExitCode.FAILED,
                "'" + fallen.judged().title() + "' of " + fallen.step().id() + " no longer holds: "
                        + fallen.judged().seen(),
                fallen.step().id(),
                "expected " + fallen.judged().expected(),
                "mend what changed it, then resume");
        return StepEnd.pause(ExitCode.FAILED, problem.what(), problem);
    }

    private boolean holds(Step step) {
        return context.state().step(step.id()).holds();
    }

    private Optional<Fallen> look(Step step, Check check) {
        int attempt = Math.max(1, context.state().step(step.id()).attempts());
        Judged judged = judge.one(step, "forward", attempt, check, "lasting");
        return judged.failed() ? Optional.of(new Fallen(step, judged)) : Optional.empty();
    }
}
