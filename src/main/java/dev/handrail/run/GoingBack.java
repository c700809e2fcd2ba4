package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.RunState;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes back what was done, newest first, step by step; or by a recovery of the runbook's own. */
final class GoingBack {
    private static final Set<Operator.Choice.Kind> AGAIN =
            EnumSet.of(Operator.Choice.Kind.RETRY, Operator.Choice.Kind.FIX, Operator.Choice.Kind.END_BLOCKERS);

    private final RunContext context;
    private final Acting acting;
    private final List<String> stays = new ArrayList<>();
    private boolean changesStay;

    GoingBack(RunContext context, Acting acting) {
        this.context = context;
        this.acting = acting;
    }

    /** Steps that stay as they are, each with the reason. */
    List<String> stays() {
        return List.copyOf(stays);
    }

    /** True where no change of ours stays: what a person did by hand is not handrail's to take back. */
    boolean all() {
        return !changesStay;
    }

    /** The steps that have something to take back, newest first, down to and with {@code to}. */
    static List<Step> order(Runbook runbook, RunState state, @Nullable String to) {
        List<Step> all = runbook.steps().toList();
        List<Step> steps = new ArrayList<>(
                all.stream().filter(s -> state.step(s.id()).hasWork()).toList());
        steps.sort(Comparator.comparing((Step s) -> state.step(s.id()).lastEffect())
                .thenComparing(all::indexOf)
                .reversed());
        if (to == null) {
            return steps;
        }
        int from = new Selection(to, null, null).of(runbook).isEmpty() ? 0 : firstOf(all, to);
        return steps.stream().filter(s -> all.indexOf(s) >= from).toList();
    }

    private static int firstOf(List<Step> all, String bound) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(bound) || all.get(i).section().equals(bound)) {
                return i;
            }
        }
        return 0;
    }

    /**
     * Takes steps back; how the run must pause, where it came to that.
     *
     * @param whole true where nothing is to stay
     */
    Optional<StepEnd> takeBack(List<Step> steps, boolean whole) {
        if (whole) {
            Backwards.gone(context.runbook(), context.state())
                    .forEach(id -> stays(id, "it is not in the runbook any more", true));
        }
        List<String> overview = new ArrayList<>(Backwards.overview(context.state(), context.targets(), steps));
        stays.forEach(gone -> overview.add("stays: " + gone));
        context.watcher().goesBack(overview);
        int number = 0;
        for (Step step : steps) {
            if (context.interrupts().pauseAsked()) {
                return Optional.of(interrupted(step));
            }
            context.guard().verify();
            context.watcher().comesUp(step, "rollback", ++number, steps.size());
            StepEnd end = back(step, new Acting.Place(number, steps.size()));
            if (end.kind() != StepEnd.Kind.GO_ON) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    /** The steps of a recovery, in its order. */
    Optional<StepEnd> by(Recovery recovery) {
        int number = 0;
        for (Step step : recovery.steps()) {
            if (!context.state().step(step.id()).state().equals("rolled-back")) {
                if (context.interrupts().pauseAsked()) {
                    return Optional.of(interrupted(step));
                }
                context.guard().verify();
                Acting.Place place = new Acting.Place(++number, recovery.steps().size());
                context.watcher().comesUp(step, "rollback", place.number(), place.total());
                StepEnd end = acted(step, step.action(), step.checks(), place);
                if (end.kind() != StepEnd.Kind.GO_ON) {
                    return Optional.of(end);
                }
            }
        }
        return Optional.empty();
    }

    private static StepEnd interrupted(Step step) {
        return StepEnd.pause(ExitCode.INTERRUPTED, "interrupted before taking back " + step.id(), null);
    }

    /** A recovery is the way back of all that was done; what nothing can take back stays. */
    void coveredBy(Recovery recovery, List<Step> steps) {
        for (Step step : steps) {
            if (step.wayBack() instanceof WayBack.Irreversible never) {
                stays(step, never.why(), true);
            } else {
                context.journal().append(byRecovery(step, recovery), true);
            }
        }
    }

    /** Whether the window is closed is for the recovery's own steps to say. */
    private static Event.StepFinished byRecovery(Step step, Recovery recovery) {
        String why = "by recovery " + recovery.id();
        return new Event.StepFinished(step.id(), "rollback", 1, "rolled-back", why, null, null, 0);
    }

    private StepEnd back(Step step, Acting.Place place) {
        WayBack way = step.wayBack();
        if (way instanceof WayBack.Nothing nothing) {
            finished(step, 1, "rolled-back", "nothing to take back: " + nothing.why(), null, 0);
            return StepEnd.GO_ON;
        }
        if (way instanceof WayBack.By by) {
            Action action = by.action().apply(done(step));
            if (nothingKnown(step, action)) {
                stays(step, "it was done by hand, and there is nothing on record to take back", true);
                return StepEnd.GO_ON;
            }
            return acted(step, action, step.rollbackChecks(), place);
        }
        boolean person = way instanceof WayBack.None && Backwards.person(step);
        stays(step, Backwards.stays(step).orElse(""), !person);
        return StepEnd.GO_ON;
    }

    /** Where the way back goes by what was recorded, a step that was done by hand left it nothing to go by. */
    private boolean nothingKnown(Step step, Action action) {
        boolean silent = context.state().step(step.id()).state().equals("by-hand")
                && step.rollbackChecks().isEmpty();
        try {
            return silent && action.plan(context.targets()).isEmpty();
        } catch (Problem unplanned) {
            return false; // the attempt tells it
        }
    }

    private void stays(Step step, String why, boolean change) {
        context.watcher().stays(step, why);
        stays(step.id(), why, change);
    }

    private void stays(String step, String why, boolean change) {
        stays.add(step + " (" + why + ")");
        changesStay |= change;
    }

    private Done done(Step step) {
        StepState known = context.state().step(step.id());
        List<Done.Work> work = Stream.concat(
                        known.finished("forward").values().stream(), known.partly("forward").stream())
                .sorted(Comparator.comparingInt(
                        (StepState.Work w) -> w.started().attempt()))
                .map(w -> new Done.Work(w.started().kind(), w.started().effect(), w.facts()))
                .toList();
        return new Done(context.journal().run(), step.id(), work);
    }

    private StepEnd acted(Step step, @Nullable Action action, List<Check> checks, Acting.Place place) {
        StepState known = context.state().step(step.id());
        int attempt = known.attempts() + 1;
        @Nullable Attempt marked = null;
        while (true) {
            Acting.Task task = new Acting.Task(step, "rollback", attempt, action, checks, place);
            Attempt end = marked == null ? acting.attempt(task) : marked;
            marked = null;
            switch (end.kind()) {
                case DONE, BY_HAND -> {
                    finished(step, attempt, "rolled-back", end.why(), end.problem(), end.ms());
                    return StepEnd.GO_ON;
                }
                case SKIPPED -> {
                    stays(step, end.why(), true);
                    return StepEnd.GO_ON;
                }
                case QUIT, BACK_OUT -> {
                    return stopped(step);
                }
                case UNDECIDED -> {
                    return StepEnd.pause(ExitCode.UNDECIDED, end.why(), end.problem());
                }
                case UNKNOWN -> {
                    Problem problem = Objects.requireNonNull(end.problem());
                    finished(step, attempt, "unknown", end.why(), problem, end.ms());
                    return StepEnd.pause(
                            ExitCode.UNKNOWN,
                            end.why(),
                            Advice.of(step, context).with(problem));
                }
                default -> {
                    finished(step, attempt, "failed", end.why(), end.problem(), end.ms());
                    Operator.Choice choice = choice(step, attempt, end);
                    if (choice.kind() == Operator.Choice.Kind.BY_HAND) {
                        marked = acting.markedDone(task, choice.reason());
                    } else if (choice.kind() == Operator.Choice.Kind.SKIP) {
                        stays(step, choice.reason(), true);
                        return StepEnd.GO_ON;
                    } else if (!AGAIN.contains(choice.kind())) {
                        return gaveUp(step, end);
                    }
                }
            }
            attempt++;
        }
    }

    private StepEnd gaveUp(Step step, Attempt end) {
        Problem problem = end.problem();
        return end.kind() == Attempt.Kind.CANCELLED || problem == null
                ? StepEnd.pause(ExitCode.INTERRUPTED, end.why(), problem)
                : StepEnd.pause(
                        ExitCode.ROLLBACK_FAILED,
                        end.why(),
                        Advice.of(step, context).with(problem));
    }

    private StepEnd stopped(Step step) {
        return context.interrupts().pauseAsked()
                ? interrupted(step)
                : StepEnd.pause(ExitCode.STOPPED, "the operator stopped before taking back " + step.id(), null);
    }

    private Operator.Choice choice(Step step, int attempt, Attempt end) {
        if (context.interrupts().pauseAsked()) {
            return Operator.Choice.of(Operator.Choice.Kind.QUIT);
        }
        int before = context.interrupts().asked();
        Operator.Choice choice = context.operator()
                .failed(new Failed(
                        step,
                        "rollback",
                        attempt,
                        Objects.requireNonNull(end.problem()),
                        "what the step did forward is still in place",
                        end.kind() == Attempt.Kind.CANCELLED,
                        context.runbook().about().contacts(),
                        false,
                        end.blockers()));
        context.interrupts().answered(before);
        acting.chosen(step, "rollback", attempt, choice, end.blockers());
        return choice;
    }

    private void finished(Step step, int attempt, String state, String why, @Nullable Problem problem, long ms) {
        boolean taken = state.equals("rolled-back");
        context.journal()
                .append(
                        new Event.StepFinished(
                                step.id(),
                                "rollback",
                                attempt,
                                state,
                                why.isEmpty() ? null : why,
                                problem == null ? null : StepRun.parts(problem),
                                taken && closing(step) ? "closes" : null,
                                ms),
                        taken);
    }

    /** Taking back what opened the window closes it, and so does a step of a recovery that says so. */
    private boolean closing(Step step) {
        boolean recovering =
                context.runbook().recoveries().stream().anyMatch(r -> r.steps().contains(step));
        return step.clock() == (recovering ? Step.Clock.CLOSES : Step.Clock.OPENS);
    }
}
