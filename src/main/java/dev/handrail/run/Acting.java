package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Ask;
import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Expectation.Baseline;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt at one action, forward, back or as a remedy: plan, ask, perform, check, record. */
final class Acting {
    private final RunContext context;
    private final Judge judge;
    private final Performing performing;
    private final Deciding deciding;
    private final Questions questions;
    private final HeldTo heldTo;
    private final WindowFit windowFit;

    Acting(RunContext context) {
        this.context = context;
        this.judge = new Judge(context);
        this.performing = new Performing(context);
        this.deciding = new Deciding(context);
        this.questions = new Questions(context);
        this.heldTo = new HeldTo(context);
        this.windowFit = new WindowFit(context);
    }

    /**
     * What is to be attempted.
     *
     * @param action null where there are only checks
     * @param checks judged after the effects
     */
    record Task(
            Step step, String phase, int attempt, @Nullable Action action, List<Check> checks, Place place) {}

    /** Where the step stands among those to come, for people. */
    record Place(int number, int total) {}

    Attempt attempt(Task task) {
        try {
            return tried(task);
        } catch (EffectFailure failure) {
            return ended(failure, null, 0);
        } catch (Problem problem) {
            if (problem.exitCode() == ExitCode.JOURNAL || problem.exitCode() == ExitCode.HELD) {
                throw problem; // what can't be recorded, or is another run's now, is not tried again, nor decided on
            }
            Attempt.Kind kind = problem.exitCode() == ExitCode.UNDECIDED ? Attempt.Kind.UNDECIDED : Attempt.Kind.FAILED;
            return Attempt.of(kind, problem, 0);
        }
    }

    private Attempt tried(Task task) {
        Asked asked = question(task);
        Event.StepPlanned planned = recorded(task, asked);
        context.journal().append(new Known(context.state()).in(planned), false);
        heldTo.require(planned);
        boolean nothingToDo = task.action() != null
                && asked.plan().isEmpty()
                && asked.failedRequires().isEmpty();
        if (nothingToDo) {
            before(task); // nothing happens in between, and yet a check may compare
            return checked(task, context.pauses().nanos());
        }
        Optional<Attempt> late = windowFit.judge(task, asked);
        if (late.isPresent()) {
            return late.get();
        }
        Deciding.Answered answered = deciding.decide(asked, task.attempt(), () -> again(task));
        return acted(task, answered.asked(), answered.decision());
    }

    private Asked again(Task task) {
        Asked asked = question(task);
        heldTo.require(recorded(task, asked));
        return asked;
    }

    private static Event.StepPlanned recorded(Task task, Asked asked) {
        return Planning.recorded(
                task.step(),
                task.phase(),
                task.attempt(),
                asked.plan(),
                asked.risk().word(),
                asked.target());
    }

    /** The question as things stand now: what a step requires is judged each time it is put. */
    private Asked question(Task task) {
        List<Judged> required = task.phase().equals("forward")
                ? judge.all(
                        task.step(), task.phase(), task.attempt(), task.step().requires(), "require")
                : List.of();
        StepState known = context.state().step(task.step().id());
        Set<String> finished = task.phase().equals("remedy")
                ? Set.of()
                : known.finished(task.phase()).keySet();
        Plan plan = new Planning(context.targets())
                .of(task.step().id(), task.action(), context.state().noted(), finished);
        return questions.ask(task, plan, required);
    }

    private Attempt acted(Task task, Asked asked, Decision decision) {
        return switch (decision.kind()) {
            case SKIP -> Attempt.of(Attempt.Kind.SKIPPED, decision.reason());
            case BACK_OUT -> Attempt.of(Attempt.Kind.BACK_OUT, decision.reason());
            case QUIT -> Attempt.of(Attempt.Kind.QUIT, decision.reason());
            case BY_HAND -> markedDone(task, decision.reason());
            case ANSWER -> answered(task, asked, decision);
            default -> performed(task, asked);
        };
    }

    /** Somebody says that it is done: what the checks say of that counts. */
    Attempt markedDone(Task task, String reason) {
        Attempt checked = checked(task, context.pauses().nanos());
        return checked.kind() == Attempt.Kind.DONE ? Attempt.of(Attempt.Kind.BY_HAND, reason) : checked;
    }

    /** Puts on record that a failure was answered by leaving the step out, saying that it is done, or clearing the way. */
    void chosen(Step step, String phase, int attempt, Operator.Choice choice, List<Blocker> blockers) {
        if (choice.kind() == Operator.Choice.Kind.END_BLOCKERS) {
            deciding.mayEnd(step, phase, attempt, blockers);
        }
        boolean skip = choice.kind() == Operator.Choice.Kind.SKIP;
        if (skip || choice.kind() == Operator.Choice.Kind.BY_HAND) {
            String by = context.operator().name();
            String word = skip ? "skip" : "by-hand";
            context.journal().append(new Event.StepDecided(step.id(), phase, attempt, word, choice.reason(), by), true);
        }
    }

    private Attempt answered(Task task, Asked asked, Decision decision) {
        Ask ask = asked.ask().orElseThrow();
        long begin = context.pauses().nanos();
        Map.Entry<String, dev.handrail.runbook.Effect> effect =
                Keys.of(asked.plan().effects()).entrySet().iterator().next();
        Work work = new Work(
                context, task.step(), task.phase(), task.attempt(), effect.getKey(), effect.getValue(), Set.of());
        boolean right = decision.reason().strip().equalsIgnoreCase(ask.expected());
        work.started(Map.of("answer", decision.reason(), "evidence", decision.evidence()));
        context.journal()
                .append(
                        new Event.EffectFinished(
                                task.step().id(),
                                task.phase(),
                                task.attempt(),
                                effect.getKey(),
                                "ask",
                                right ? "done" : "failed",
                                null,
                                null,
                                right ? null : "the answer was '" + decision.reason() + "'",
                                0),
                        true);
        if (!right) {
            Problem problem = new Problem(
                    ExitCode.FAILED,
                    "the answer is '" + decision.reason() + "', expected is '" + ask.expected() + "'",
                    task.step().id(),
                    ask.instruction().show(),
                    "do what the step asks for, then retry");
            return Attempt.of(Attempt.Kind.FAILED, problem, context.pauses().millisSince(begin));
        }
        return checked(task, begin);
    }

    private Attempt performed(Task task, Asked asked) {
        Set<String> consents = deciding.consents(asked, task.attempt());
        before(task);
        Estimate about = asked.plan().estimate();
        if (about != null && about.time() != null) {
            context.watcher().expects(task.step(), about.time());
        }
        long begin = context.pauses().nanos();
        Alongside alongside = new Alongside(context, task.step(), task.phase(), task.attempt());
        try {
            performing.all(
                    task.step(),
                    task.phase(),
                    task.attempt(),
                    Keys.of(asked.plan().effects()),
                    consents);
        } catch (EffectFailure failure) {
            alongside.close();
            return ended(failure, alongside.ended(), context.pauses().millisSince(begin));
        } finally {
            alongside.close();
        }
        return checked(task, begin);
    }

    private void before(Task task) {
        if (task.phase().equals("forward")) {
            new Baselines(context).take(List.of(task.step()), Baseline.STEP);
        }
    }

    private Attempt ended(EffectFailure failure, @Nullable Problem endedBy, long ms) {
        if (failure.kind() == EffectFailure.Kind.UNKNOWN) {
            return Attempt.of(Attempt.Kind.UNKNOWN, failure.problem(), ms);
        }
        deciding.revoke();
        if (endedBy != null) {
            return Attempt.of(Attempt.Kind.FAILED, Objects.requireNonNull(endedBy), ms);
        }
        boolean cancelled = failure.kind() == EffectFailure.Kind.CANCELLED;
        return Attempt.of(cancelled ? Attempt.Kind.CANCELLED : Attempt.Kind.FAILED, failure.problem(), ms)
                .blockedBy(failure.blockers());
    }

    private Attempt checked(Task task, long begin) {
        List<Judged> judged = judge.all(task.step(), task.phase(), task.attempt(), task.checks(), "check");
        if (judged.stream().anyMatch(j -> j.verdict() != Judged.Verdict.PASS)) {
            deciding.revoke();
        }
        long ms = context.pauses().millisSince(begin);
        List<Judged> failed = judged.stream().filter(Judged::failed).toList();
        if (failed.isEmpty()) {
            return new Attempt(Attempt.Kind.DONE, "", null, ms, List.of());
        }
        Judged first = failed.get(0);
        Problem problem = new Problem(
                ExitCode.FAILED,
                "the check '" + first.title() + "' does not hold: " + first.seen(),
                task.step().id(),
                "expected " + first.expected()
                        + (failed.size() > 1 ? "; " + (failed.size() - 1) + " more checks fail" : ""),
                remedy(first));
        return Attempt.of(Attempt.Kind.FAILED, problem, ms);
    }

    /** Where the question could not even be asked, what helps is known. */
    private static String remedy(Judged first) {
        String mend =
                first.unasked() == null ? "mend what it found" : first.unasked().remedy();
        return mend + ", then retry: only the checks are judged again";
    }

    /** The highest risk of what is to be decided. */
    static Risk risk(Step step, String phase, Plan plan) {
        boolean irreversible = phase.equals("forward")
                && step.wayBack() instanceof dev.handrail.runbook.WayBack.Irreversible
                && plan.risk() != Risk.READS;
        return irreversible ? Risk.DESTROYS : plan.risk();
    }
}
