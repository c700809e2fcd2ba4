package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Observe;
import dev.handrail.runbook.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One step forward, from its condition to its end: tried again as often as it takes and is wanted. */
final class StepRun {
    /** How many effects that are done are named. */
    private static final int TITLES = 3;

    private final RunContext context;
    private final Judge judge;
    private final Acting acting;

    StepRun(RunContext context, Acting acting) {
        this.context = context;
        this.judge = new Judge(context);
        this.acting = acting;
    }

    StepEnd forward(Step step, Acting.Place place) {
        StepState known = context.state().step(step.id());
        if (known.settled()) {
            return StepEnd.GO_ON;
        }
        context.watcher().comesUp(step, "forward", place.number(), place.total());
        int attempt = known.attempts() + 1;
        if (!known.hasWork() && skippedByCondition(step, attempt)) {
            return StepEnd.GO_ON;
        }
        int left = step.retry().times();
        while (true) {
            Acting.Task task = new Acting.Task(step, "forward", attempt, step.action(), step.checks(), place);
            Attempt end = acting.attempt(task);
            if (end.kind() == Attempt.Kind.FAILED && left > 0) {
                left--;
                finished(step, attempt, "failed", end);
                StepEnd stop = context.waited(step.retry().pause()) ? null : choice(task, end);
                if (stop != null) {
                    return stop;
                }
            } else {
                StepEnd settled = settled(task, end);
                if (settled != null) {
                    return settled;
                }
            }
            attempt++;
        }
    }

    private boolean skippedByCondition(Step step, int attempt) {
        Check when = step.when();
        if (when == null) {
            return false;
        }
        Judged judged = judge.one(step, "forward", attempt, when, "when");
        if (!judged.failed()) {
            return false;
        }
        if (context.interrupts().cancelAsked()) {
            throw new Problem(
                    ExitCode.INTERRUPTED,
                    "the question whether " + step.id() + " is to be done was ended",
                    step.id(),
                    "a step is not left out because nobody waited for the answer",
                    "resume asks it again");
        }
        if (judged.unasked() != null) {
            throw unasked(step, when, judged.unasked());
        }
        finished(
                step,
                attempt,
                "skipped",
                Attempt.of(Attempt.Kind.SKIPPED, when.title() + " does not hold: " + judged.seen()));
        return true;
    }

    private static Problem unasked(Step step, Check when, Problem why) {
        return new Problem(
                why.exitCode(),
                "whether " + step.id() + " is to be done can't be told: '" + when.title() + "' could not be asked",
                step.id(),
                why.what() + (why.why().isEmpty() ? "" : ": " + why.why()),
                why.remedy() + "\nthen resume: a step is not left out because its question failed");
    }

    /** How the loop goes on after an attempt; null: tries again. */
    private @Nullable StepEnd settled(Acting.Task task, Attempt end) {
        Step step = task.step();
        int attempt = task.attempt();
        switch (end.kind()) {
            case DONE -> {
                finished(step, attempt, "done", end);
                return StepEnd.GO_ON;
            }
            case SKIPPED, BY_HAND -> {
                finished(step, attempt, end.kind() == Attempt.Kind.SKIPPED ? "skipped" : "by-hand", end);
                return StepEnd.GO_ON;
            }
            case BACK_OUT -> {
                boolean said = !end.why().isEmpty();
                return StepEnd.backOut(said ? end.why() : "the operator backed out at " + step.id(), null);
            }
            case QUIT -> {
                return context.interrupts().pauseAsked()
                        ? StepEnd.interrupted(step)
                        : StepEnd.pause(ExitCode.STOPPED, "the operator stopped before " + step.id(), null);
            }
            case OUT_OF_TIME -> {
                return StepEnd.pause(ExitCode.STOPPED, end.why(), null);
            }
            case UNDECIDED -> {
                return StepEnd.pause(ExitCode.UNDECIDED, end.why(), end.problem());
            }
            case UNKNOWN -> {
                finished(step, attempt, "unknown", end);
                return StepEnd.pause(ExitCode.UNKNOWN, end.why(), advised(step, end));
            }
            default -> {
                return failed(task, end);
            }
        }
    }

    private @Nullable StepEnd failed(Acting.Task task, Attempt end) {
        Step step = task.step();
        int attempt = task.attempt();
        boolean cancelled = end.kind() == Attempt.Kind.CANCELLED;
        finished(step, attempt, cancelled ? "stopped" : "failed", end);
        return choice(task, end);
    }

    private @Nullable StepEnd choice(Acting.Task task, Attempt end) {
        Step step = task.step();
        int attempt = task.attempt();
        Problem problem = Objects.requireNonNull(end.problem());
        if (context.interrupts().pauseAsked()) {
            return StepEnd.pause(ExitCode.INTERRUPTED, end.why(), problem);
        }
        if (goesBack(step, end)) {
            String by = context.operator().name();
            Event back = new Event.StepDecided(
                    step.id(), "forward", attempt, "back-out", "the runbook says: onFailure rollback", by);
            context.journal().append(back, true);
            return StepEnd.backOut(end.why(), advised(step, end));
        }
        int before = context.interrupts().asked();
        Operator.Choice choice = context.operator()
                .failed(new Failed(
                        step,
                        "forward",
                        attempt,
                        problem,
                        standing(step),
                        end.kind() == Attempt.Kind.CANCELLED,
                        context.runbook().about().contacts(),
                        true,
                        end.blockers()));
        context.interrupts().answered(before);
        acting.chosen(step, "forward", attempt, choice, end.blockers());
        return choice.kind() == Operator.Choice.Kind.BY_HAND
                ? settled(task, acting.markedDone(task, choice.reason()))
                : chosen(step, attempt, end, choice);
    }

    /** What was said when the run was started goes before what the author says. */
    private boolean goesBack(Step step, Attempt end) {
        return end.kind() == Attempt.Kind.FAILED
                && step.action() != null
                && step.action().onFailure() == Observe.OnFailure.ROLLBACK
                && context.answers().onFailure() == null;
    }

    private @Nullable StepEnd chosen(Step step, int attempt, Attempt end, Operator.Choice choice) {
        return switch (choice.kind()) {
            case RETRY, END_BLOCKERS -> null;
            case FIX -> {
                remedy(step, attempt, choice.remedy());
                yield null;
            }
            case SKIP -> {
                finished(step, attempt, "skipped", Attempt.of(Attempt.Kind.SKIPPED, choice.reason()));
                yield StepEnd.GO_ON;
            }
            case BACK_OUT -> StepEnd.backOut(end.why(), advised(step, end));
            default ->
                end.kind() == Attempt.Kind.CANCELLED
                        ? StepEnd.pause(ExitCode.INTERRUPTED, end.why(), end.problem())
                        : StepEnd.pause(ExitCode.FAILED, end.why(), advised(step, end));
        };
    }

    private @Nullable Problem advised(Step step, Attempt end) {
        Problem problem = end.problem();
        return problem == null ? null : Advice.of(step, context).with(problem);
    }

    /** A remedy that fails leaves the step as failed as it was: the next attempt shows it. */
    private void remedy(Step step, int attempt, int which) {
        Step.Remedy remedy = step.remedies().get(which);
        Attempt end = acting.attempt(new Acting.Task(
                step,
                "remedy",
                attempt,
                remedy.action(),
                List.of(),
                new Acting.Place(which + 1, step.remedies().size())));
        String state =
                end.kind() == Attempt.Kind.DONE ? "done" : end.kind() == Attempt.Kind.SKIPPED ? "skipped" : "failed";
        record(step, "remedy", attempt, state, end);
    }

    private String standing(Step step) {
        StepState known = context.state().step(step.id());
        int done = known.finished("forward").size();
        String whole = done == 0
                ? "nothing of this step is in place"
                : done == 1
                        ? "1 effect of this step is done and stays"
                        : done + " effects of this step are done and stay";
        boolean part = !known.partly("forward").isEmpty();
        String named = whole + titles(known);
        return part ? (done == 0 ? "" : named + "; ") + "a part of an effect is in place and stays" : named;
    }

    /** What is done has a name where it is a file. */
    private static String titles(StepState known) {
        List<String> titles = known.finished("forward").values().stream()
                .map(work -> work.started().facts().getOrDefault("title", ""))
                .filter(title -> !title.isEmpty())
                .toList();
        int left = titles.size() - TITLES;
        return titles.isEmpty()
                ? ""
                : ": " + String.join(", ", titles.subList(0, Math.min(TITLES, titles.size())))
                        + (left > 0 ? " and " + left + " more" : "");
    }

    private void finished(Step step, int attempt, String state, Attempt end) {
        record(step, "forward", attempt, state, end);
    }

    private void record(Step step, String phase, int attempt, String state, Attempt end) {
        boolean counts = phase.equals("forward") && (state.equals("done") || state.equals("by-hand"));
        String clock =
                counts && step.clock() != Step.Clock.NONE ? step.clock().name().toLowerCase(Locale.ROOT) : null;
        context.journal()
                .append(
                        new Event.StepFinished(
                                step.id(),
                                phase,
                                attempt,
                                state,
                                end.why().isEmpty() ? null : end.why(),
                                end.problem() == null ? null : parts(end.problem()),
                                clock,
                                end.ms(),
                                counts && step.clock() == Step.Clock.OPENS ? until() : null),
                        false);
    }

    private @Nullable String until() {
        Instant now = context.clock().instant();
        return new WindowTime(context.runbook().about())
                .from(now)
                .map(length -> now.plus(length).toString())
                .orElse(null);
    }

    static Map<String, String> parts(Problem problem) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("what", problem.what());
        parts.put("where", problem.where());
        parts.put("why", problem.why());
        parts.put("remedy", problem.remedy());
        return parts;
    }
}
