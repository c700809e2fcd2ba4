package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.RunState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation.Baseline;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one loop: step by step forward, or back; everything that happens is on record before the next thing does. */
public final class Runner {
    private final RunContext context;
    private final Acting acting;
    private final Endings endings;
    private final Inbox inbox;
    private final long begin;

    public Runner(RunContext context) {
        this.context = context;
        this.acting = new Acting(context);
        this.endings = new Endings(context);
        this.inbox = new Inbox(context.journal().folder());
        this.begin = context.pauses().nanos();
    }

    /**
     * Goes on with a run that stopped: what became of unknown effects is established first, then what was done must
     * still hold, or the operator agrees to go on all the same.
     */
    public Ending resume(Selection selection) {
        return resume(selection, false);
    }

    /** @param early whether what is due later is done now */
    public Ending resume(Selection selection, boolean early) {
        return ended(() -> {
            Optional<StepEnd> stop = new Reconcile(context).all().or(() -> new Holding(context).beforeGoingOn());
            return stop.isPresent() ? endings.paused(stop.get()) : onward(selection, early);
        });
    }

    /** Closes the run as it is: nothing more is done, and what was done stays. */
    public Ending abandon(String reason) {
        return endings.abandoned(reason);
    }

    /** The steps that going back would take back, newest first, down to and with {@code to}; null: all. */
    public static List<Step> toTakeBack(Runbook runbook, RunState state, @Nullable String to) {
        return GoingBack.order(runbook, state, to);
    }

    /** Goes forward through the selected steps that are not settled yet. */
    public Ending forward(Selection selection) {
        return ended(() -> {
            Optional<StepEnd> unknown = new Reconcile(context).all();
            return unknown.isPresent() ? endings.paused(unknown.get()) : onward(selection, false);
        });
    }

    private Ending onward(Selection selection, boolean early) {
        Backwards.refuseHalfTakenBack(context);
        List<Step> steps = selection.of(context.runbook());
        leaveOut(selection, steps);
        new Baselines(context).take(steps, Baseline.RUN);
        FollowUps later = new FollowUps(
                context.runbook(),
                selection,
                context.state().due(),
                context.clock().instant(),
                early);
        return through(selection, steps, later);
    }

    /** Whatever stops it, a run ends on record. */
    private Ending ended(Supplier<Ending> work) {
        try {
            return work.get();
        } catch (Problem problem) {
            return paused(problem);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
            return defect(defect);
        }
    }

    /** Where the journal takes not even this, what it did not take first is the news. */
    private Ending paused(Problem problem) {
        try {
            return endings.paused(StepEnd.pause(problem.exitCode(), problem.what(), problem));
        } catch (Problem unrecorded) {
            throw problem.exitCode() == ExitCode.JOURNAL ? problem : unrecorded;
        }
    }

    /** A defect of ours is an ending too: on record, with what goes on from there. */
    private Ending defect(Throwable defect) {
        Problem problem = new Problem(
                ExitCode.FAILED,
                "handrail itself failed: " + defect,
                "",
                "what was done is on record",
                defect instanceof OutOfMemoryError
                        ? "give it more memory, HANDRAIL_JAVA_OPTS=-Xmx1g, then resume"
                        : "please report it, with the lines that --debug shows; then resume",
                defect);
        return endings.paused(StepEnd.pause(ExitCode.FAILED, problem.what(), problem));
    }

    private Ending through(Selection selection, List<Step> steps, FollowUps later) {
        endings.seenAtStart();
        StepRun stepRun = new StepRun(context, acting);
        int number = 0;
        for (Step step : steps) {
            number++;
            if (!later.begins(step) && !context.state().step(step.id()).settled()) {
                return closed(steps, later);
            }
            StepEnd stop = stopBefore(step);
            if (stop != null) {
                return endings.paused(stop);
            }
            StepEnd end = stepRun.forward(step, new Acting.Place(number, steps.size()));
            if (end.kind() == StepEnd.Kind.PAUSE) {
                return endings.paused(end);
            }
            if (end.kind() == StepEnd.Kind.BACK_OUT) {
                return backOut(end);
            }
        }
        return selection.until() == null ? closed(steps, later) : endings.stoppedBefore(selection.until());
    }

    /** Nothing is done between steps without looking: still ours, still wanted, still in time. */
    private @Nullable StepEnd stopBefore(Step step) {
        inbox.into(context.journal());
        if (context.interrupts().pauseAsked()) {
            return StepEnd.interrupted(step);
        }
        Duration deadline = context.answers().deadline();
        if (deadline != null && context.pauses().millisSince(begin) > deadline.toMillis()) {
            return StepEnd.pause(ExitCode.STOPPED, "the deadline passed before " + step.id(), null);
        }
        if (!context.state().step(step.id()).settled()) {
            context.guard().verify();
            context.guard().mark(context.journal().run(), context.journal().kept());
        }
        return null;
    }

    /** With --from, what lies before is on record as left out. */
    private void leaveOut(Selection selection, List<Step> steps) {
        if (selection.from() == null || steps.isEmpty()) {
            return;
        }
        for (Step step : context.runbook().steps().toList()) {
            if (step.equals(steps.get(0))) {
                return;
            }
            if (!context.state().step(step.id()).settled()) {
                context.journal()
                        .append(
                                new Event.StepFinished(
                                        step.id(),
                                        "forward",
                                        1,
                                        "skipped",
                                        "--from " + selection.from(),
                                        null,
                                        null,
                                        0),
                                false);
            }
        }
    }

    private Ending closed(List<Step> steps, FollowUps later) {
        inbox.into(context.journal());
        Optional<StepEnd> fallen = new Holding(context).atTheEnd(steps);
        return fallen.map(endings::paused)
                .orElseGet(() -> endings.done(
                        later.left(steps, context.state(), context.clock().instant())));
    }

    private Ending backOut(StepEnd why) {
        return back(toTakeBack(context.runbook(), context.state(), null), null, why);
    }

    /**
     * Takes back what was done.
     *
     * @param to the oldest step to take back; null: all
     * @param by a recovery to go by instead; null: newest first, step by step
     */
    public Ending back(@Nullable String to, @Nullable String by) {
        return ended(() -> {
            Optional<StepEnd> unknown = new Reconcile(context).all();
            if (unknown.isPresent()) {
                return endings.paused(unknown.get());
            }
            return by == null
                    ? back(toTakeBack(context.runbook(), context.state(), to), to, null)
                    : recovered(recovery(by));
        });
    }

    private Ending back(List<Step> steps, @Nullable String to, @Nullable StepEnd failure) {
        GoingBack going = new GoingBack(context, acting);
        String because = failure == null ? Backwards.failure(context.state()) : failure.why();
        Optional<StepEnd> stopped = going.takeBack(steps, to == null);
        if (stopped.isPresent()) {
            return endings.stoppedGoingBack(stopped.get(), because);
        }
        return to != null
                ? endings.takenBackTo(to, going.stays())
                : endings.takenBack(failure, going.stays(), going.all());
    }

    private Ending recovered(Recovery recovery) {
        GoingBack going = new GoingBack(context, acting);
        String because = Backwards.failure(context.state());
        List<Step> covered = toTakeBack(context.runbook(), context.state(), null);
        Optional<StepEnd> stopped = going.by(recovery);
        if (stopped.isPresent()) {
            return endings.stoppedGoingBack(stopped.get(), because);
        }
        going.coveredBy(recovery, covered);
        return endings.takenBack(null, going.stays(), going.all());
    }

    private Recovery recovery(String id) {
        return context.runbook().recoveries().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExitCode.WRONG,
                        "the runbook has no recovery '" + id + "'",
                        context.runbook().file().toString(),
                        context.runbook().recoveries().isEmpty()
                                ? "it declares none"
                                : "it declares "
                                        + context.runbook().recoveries().stream()
                                                .map(Recovery::id)
                                                .collect(Collectors.joining(", ")),
                        "name one of those, or take steps back one by one: handrail rollback"));
    }
}
