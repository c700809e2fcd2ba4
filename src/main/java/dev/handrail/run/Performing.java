package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Observe;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Semantics;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Performs a plan's effects one by one, each on record before it is sent and after its end is known. */
final class Performing {
    private final RunContext context;
    private final Observing observing;
    private final Reconcile reconcile;

    Performing(RunContext context) {
        this.context = context;
        this.observing = new Observing(context);
        this.reconcile = new Reconcile(context);
    }

    /** @throws EffectFailure at the first effect that does not end well */
    void all(Step step, String phase, int attempt, Map<String, Effect> effects, Set<String> consents) {
        for (Map.Entry<String, Effect> each : effects.entrySet()) {
            again(step, each.getValue(), () -> {
                if (context.interrupts().cancelAsked()) {
                    throw EffectFailure.cancelled(context.interrupts().reason());
                }
                context.guard().verify();
                return new Work(context, step, phase, attempt, each.getKey(), each.getValue(), consents);
            });
        }
    }

    /** What lost against another transaction, or got no lock, left nothing: it is tried again, each try on record. */
    private void again(Step step, Effect effect, Supplier<Work> fresh) {
        Tries tries = new Tries(effect, context.pauses());
        while (true) {
            Work work = fresh.get();
            try {
                one(step, work, effect);
                return;
            } catch (EffectFailure failure) {
                Duration pause = tries.after(failure);
                if (pause == null) {
                    throw tries.last(failure);
                }
                work.said(tries.told(failure, pause));
                context.waited(pause);
            }
        }
    }

    private void one(Step step, Work work, Effect effect) {
        context.watcher().performs(step, effect);
        long begin = context.pauses().nanos();
        Outcome outcome;
        try {
            outcome = effect instanceof Observe observe
                    ? observing.perform(step, observe, work)
                    : context.performer().perform(effect, work);
            work.started(Map.of());
        } catch (EffectFailure failure) {
            ended(step, work, effect, failure, begin);
            return;
        } catch (Problem problem) {
            ended(step, work, effect, new EffectFailure(EffectFailure.Kind.FAILED, problem), begin);
            return;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
            ended(step, work, effect, unexpected(work, effect, defect), begin);
            return;
        } finally {
            context.interrupts().over();
        }
        try {
            keep(step, outcome);
            finished(work, effect, "done", outcome, null, begin);
        } catch (Problem lost) {
            throw unrecorded(step, effect, lost);
        }
    }

    /** Nothing of it is lost: what was done stays, and resume looks for it. */
    private Problem unrecorded(Step step, Effect effect, Problem lost) {
        boolean proven = effect.semantics() == Semantics.TRANSACTIONAL;
        return new Problem(
                ExitCode.JOURNAL,
                (proven ? "committed, not recorded: " : "done, not recorded: ") + effect.kind() + " of " + step.id(),
                lost.where(),
                lost.what() + ": " + lost.why(),
                lost.remedy()
                        + (proven
                                ? "\nresume finds it in " + effect.target() + " and does not repeat it"
                                : "\nresume finds out what became of it, or asks"),
                lost);
    }

    /** A defect of ours after something may have been sent: nobody knows what became of it. */
    private static EffectFailure unexpected(Work work, Effect effect, Throwable defect) {
        boolean nothingSent = work.begun() == null || effect.semantics() == Semantics.READS;
        Problem problem = new Problem(
                nothingSent ? ExitCode.FAILED : ExitCode.UNKNOWN,
                "handrail itself failed while it performed this effect",
                effect.target().toString(),
                String.valueOf(defect),
                "look at the target, then resume; --debug shows where it failed",
                defect);
        return new EffectFailure(nothingSent ? EffectFailure.Kind.FAILED : EffectFailure.Kind.UNKNOWN, problem);
    }

    private void ended(Step step, Work work, Effect effect, EffectFailure failure, long begin) {
        Problem unrecorded = work.unrecorded();
        if (unrecorded != null) {
            if (announced(work)) {
                finished(work, effect, "failed", null, "nothing was sent: " + told(unrecorded), begin);
            }
            throw unrecorded;
        }
        Started begun = work.begun();
        if (begun == null) {
            throw failure;
        }
        boolean passing = failure.kind() == EffectFailure.Kind.CONFLICT || failure.kind() == EffectFailure.Kind.BLOCKED;
        String state = passing ? "failed" : failure.kind().name().toLowerCase(java.util.Locale.ROOT);
        finished(work, effect, state, null, told(failure.problem()), begin);
        if (failure.kind() != EffectFailure.Kind.UNKNOWN) {
            throw failure;
        }
        Finding.Verdict verdict = reconcile.establish(step, begun);
        if (verdict == Finding.Verdict.UNKNOWN) {
            throw failure;
        }
        if (verdict != Finding.Verdict.APPLIED) {
            throw new EffectFailure(EffectFailure.Kind.FAILED, failure.problem());
        }
    }

    private boolean announced(Work work) {
        return context.state().step(work.step()).unknown().stream()
                .anyMatch(e -> e.effect().equals(work.effect()) && e.phase().equals(work.phase()));
    }

    static String told(Problem problem) {
        return problem.why().isEmpty() ? problem.what() : problem.what() + "\n" + problem.why();
    }

    private void finished(
            Work work, Effect effect, String state, @Nullable Outcome outcome, @Nullable String why, long begin) {
        context.journal()
                .append(
                        new Event.EffectFinished(
                                work.step(),
                                work.phase(),
                                work.attempt(),
                                work.effect(),
                                effect.kind(),
                                state,
                                outcome == null || outcome.counts().isEmpty() ? null : outcome.counts(),
                                outcome == null || outcome.facts().isEmpty() ? null : outcome.facts(),
                                why,
                                context.pauses().millisSince(begin)),
                        true);
    }

    /** Before the end is on record, so that no crash leaves a finished effect whose results are lost. */
    private void keep(Step step, Outcome outcome) {
        outcome.captured()
                .forEach((name, value) ->
                        context.journal().append(new Event.ResultCaptured(step.id(), name, value), false));
        context.memory().keep(step.id(), Objects.requireNonNull(outcome.hidden()));
    }
}
