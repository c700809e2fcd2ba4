package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.StepState;
import dev.handrail.runbook.Measured;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a step still fits into the maintenance window: what it takes, and what going back from behind it would take.
 * Asked again only once the window is over.
 */
final class WindowFit {
    private final RunContext context;
    private final Set<String> agreed = new HashSet<>();

    WindowFit(RunContext context) {
        this.context = context;
    }

    /** How the attempt ends because it does not fit; empty where it does, or is to go on all the same. */
    Optional<Attempt> judge(Acting.Task task, Asked asked) {
        if (!task.phase().equals("forward")) {
            return Optional.empty();
        }
        String why = task.step().clock() == Step.Clock.OPENS ? notNow() : tooLong(task.step(), asked);
        return why.isEmpty() ? Optional.empty() : decided(task, why);
    }

    private String notNow() {
        Runbook.About about = context.runbook().about();
        boolean bound = about.between() != null && about.window() != null && agreed.add("opening");
        return bound ? Hours.of(about.between()).against(context.clock().instant(), about.window()) : "";
    }

    /** The step that closes the window is never too late. */
    private String tooLong(Step step, Asked asked) {
        Duration left = asked.windowLeft();
        if (left == null || step.clock() == Step.Clock.CLOSES) {
            return "";
        }
        Optional<Duration> takes = takes(step, asked.plan());
        Duration back = back(step, takes);
        boolean over = left.isNegative() || left.isZero();
        boolean fits = left.compareTo(takes.orElse(Duration.ZERO).plus(back)) >= 0;
        if (fits && !over || !agreed.add(over ? "over" : "tight")) {
            return "";
        }
        agreed.add("tight");
        String needs = (takes.isPresent() ? "the step takes about " + Durations.show(takes.get()) : "")
                + (takes.isPresent() && !back.isZero() ? ", and " : "")
                + (back.isZero() ? "" : "going back from behind it about " + Durations.show(back));
        return (over
                        ? "the maintenance window is over since " + Durations.show(left.negated())
                        : "the maintenance window has " + Durations.show(left) + " left")
                + (needs.isEmpty() ? "" : "; " + needs);
    }

    /** As estimated, else as measured in earlier runs. */
    private Optional<Duration> takes(Step step, Plan plan) {
        if (plan.estimate() != null && plan.estimate().time() != null) {
            return Optional.of(plan.estimate().time());
        }
        Map<String, Measured> known = plan.effects().isEmpty()
                ? Map.of()
                : context.targets().history().measured(step.id());
        return Keys.of(plan).stream()
                .map(known::get)
                .filter(java.util.Objects::nonNull)
                .map(Measured::took)
                .reduce(Duration::plus);
    }

    /** What was done and the step itself, newest first: as long as the last time, else as long as doing it. */
    private Duration back(Step step, Optional<Duration> takes) {
        Duration back = back(step, takes.orElse(Duration.ZERO));
        for (Step done : GoingBack.order(context.runbook(), context.state(), null)) {
            if (!done.id().equals(step.id())) {
                StepState state = context.state().step(done.id());
                back = back.plus(back(done, Duration.ofMillis(state.ms())));
            }
        }
        return back;
    }

    private Duration back(Step step, Duration forward) {
        return step.wayBack() instanceof WayBack.By
                ? context.targets().history().tookBack(step.id()).orElse(forward)
                : Duration.ZERO;
    }

    private Optional<Attempt> decided(Acting.Task task, String why) {
        OutOfTime.Then then = context.operator().outOfTime(new OutOfTime(task.step(), why));
        String by = context.operator().name();
        String word = then == OutOfTime.Then.ROLLBACK ? "back-out" : "window";
        String reason = then.name().toLowerCase(java.util.Locale.ROOT) + ": " + why;
        context.journal()
                .append(new Event.StepDecided(task.step().id(), task.phase(), task.attempt(), word, reason, by), false);
        return switch (then) {
            case CONTINUE -> Optional.empty();
            case STOP ->
                Optional.of(Attempt.of(
                        Attempt.Kind.OUT_OF_TIME,
                        "stopped before " + task.step().id() + ": " + why));
            case ROLLBACK ->
                Optional.of(Attempt.of(
                        Attempt.Kind.BACK_OUT,
                        "taken back before " + task.step().id() + ": " + why));
        };
    }
}
