package dev.handrail.run;

import dev.handrail.journal.RunState;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a run's way back before it is gone. */
final class Backwards {
    private Backwards() {}

    /** The step that failed, and why; empty where none did. */
    static String failure(RunState state) {
        String failure = "";
        for (StepState step : state.steps()) {
            if (step.failedForward()) {
                failure = step.id() + " " + step.state() + (step.why() == null ? "" : ": " + step.why());
            }
        }
        return failure;
    }

    /**
     * A step of which only a part is taken back is neither done nor not done: nothing may go forward from there.
     *
     * @throws Problem exit 4
     */
    static void refuseHalfTakenBack(RunContext context) {
        for (StepState step : context.state().steps()) {
            if (!step.finished("rollback").isEmpty() || !step.partly("rollback").isEmpty()) {
                throw new Problem(
                        ExitCode.UNDECIDED,
                        "step " + step.id() + " is half taken back",
                        step.id(),
                        "going forward from there would count as done what is not there any more",
                        "take it back to its end, a part that you mend yourself with [m]ark done: "
                                + context.command("rollback"));
            }
        }
    }

    /** What was done by steps that the runbook has no more: nobody knows how to take that back. */
    static List<String> gone(Runbook runbook, RunState state) {
        return state.steps().stream()
                .filter(StepState::hasWork)
                .map(StepState::id)
                .filter(id -> runbook.step(id).isEmpty())
                .toList();
    }

    /** What will be done, for people, before the first step of it: order, estimates, and what stays. */
    static List<String> overview(RunState state, Targets targets, List<Step> steps) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Step step : steps) {
            boolean acts = step.wayBack() instanceof WayBack.By;
            String how = stays(step)
                    .map(why -> "stays: " + why)
                    .orElseGet(() -> Questions.wayBack(step.wayBack()) + (acts ? took(state, targets, step) : ""));
            lines.add(++number + ". " + step.id() + "  " + how);
        }
        return lines;
    }

    /** Why a step is left as it is; empty where there is a way back, or none is needed. */
    static Optional<String> stays(Step step) {
        if (step.wayBack() instanceof WayBack.Irreversible never) {
            return Optional.of(never.why());
        }
        boolean none = step.wayBack() instanceof WayBack.None;
        return none ? Optional.of(person(step) ? "a person did it" : "it has no way back") : Optional.empty();
    }

    /** What a person did is not handrail's to take back. */
    static boolean person(Step step) {
        return step.action() != null && step.action().word().equals("manual");
    }

    private static String took(RunState state, Targets targets, Step step) {
        Optional<Duration> back = targets.history().tookBack(step.id());
        if (back.isPresent()) {
            return "; took " + Durations.show(back.get()) + " the last time";
        }
        long ms = state.step(step.id()).ms();
        return ms == 0 ? "" : "; doing it took " + Durations.show(Duration.ofMillis(ms));
    }
}
