package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Semantics;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import java.util.Locale;
import java.util.Optional;

/** Establishes what became of effects whose end nobody saw, by proof or by asking; never by guessing. */
final class Reconcile {
    private final RunContext context;

    Reconcile(RunContext context) {
        this.context = context;
    }

    /** Every unknown effect of the run; empty where all are settled, else how the run must pause. */
    Optional<StepEnd> all() {
        for (StepState state : context.state().unknown()) {
            Optional<Step> step = context.runbook().step(state.id());
            for (Event.EffectStarted event : state.unknown()) {
                Finding finding = step.isPresent()
                        ? settled(step.get(), started(event), context.operator()::unknown)
                        : proven(started(event));
                if (finding.verdict() == Finding.Verdict.UNKNOWN) {
                    return Optional.of(unknown(event, step.isPresent(), finding.evidence()));
                }
            }
        }
        return Optional.empty();
    }

    private StepEnd unknown(Event.EffectStarted event, boolean known, String evidence) {
        String what = "what became of a " + event.kind() + " in " + event.step() + " is not known";
        String gone = known ? "" : "the runbook has no step " + event.step() + " any more";
        Problem problem = new Problem(
                ExitCode.UNKNOWN,
                what,
                event.step() + " on " + event.targetKind() + " " + event.target(),
                gone.isEmpty() ? "it was started, and nothing proves how it ended: " + evidence : gone,
                known
                        ? "look at the target, then say it: --outcome " + event.step() + "=done:REASON or --outcome "
                                + event.step() + "=not-done:REASON"
                        : "put the runbook back as it was, and resume");
        return StepEnd.pause(ExitCode.UNKNOWN, what, problem);
    }

    private Started started(Event.EffectStarted event) {
        return new Started(
                context.journal().run(),
                event.step(),
                event.phase(),
                event.effect(),
                event.kind(),
                new TargetRef(TargetKind.valueOf(event.targetKind().toUpperCase(Locale.ROOT)), event.target()),
                Semantics.valueOf(event.semantics().toUpperCase(Locale.ROOT)),
                event.attempt(),
                event.facts());
    }

    /** The verdict on an effect of this session; it is on record unless it stays unknown. */
    Finding.Verdict establish(Step step, Started started) {
        return settled(step, started, context.operator()::unforeseen).verdict();
    }

    /** Who says what nothing proves. */
    private interface Saying {
        Operator.Verdict of(Step step, Started started, String evidence);
    }

    private Finding settled(Step step, Started started, Saying saying) {
        Finding finding = proven(started);
        if (finding.verdict() != Finding.Verdict.UNKNOWN) {
            return finding;
        }
        if (context.interrupts().pauseAsked()) {
            return finding;
        }
        int before = context.interrupts().asked();
        Operator.Verdict said = saying.of(step, started, finding.evidence());
        context.interrupts().answered(before);
        if (said.kind() == Operator.Verdict.Kind.QUIT) {
            return finding;
        }
        Finding.Verdict verdict =
                said.kind() == Operator.Verdict.Kind.DONE ? Finding.Verdict.APPLIED : Finding.Verdict.NOT_APPLIED;
        record(started, verdict, said.reason(), context.operator().name());
        return new Finding(verdict, said.reason());
    }

    /** What can be established without anybody's word. */
    private Finding proven(Started started) {
        Finding finding = started.semantics() == Semantics.READS
                ? new Finding(Finding.Verdict.NOT_APPLIED, "it only looked")
                : started.kind().equals("ask")
                        ? new Finding(Finding.Verdict.NOT_APPLIED, "no answer was recorded")
                        : context.performer().establish(started);
        boolean shown = finding.verdict() == Finding.Verdict.APPLIED || !elsewhere(started);
        if (finding.verdict() != Finding.Verdict.UNKNOWN && shown) {
            record(started, finding.verdict(), finding.evidence(), null);
            return finding;
        }
        return elsewhere(started)
                ? new Finding(
                        Finding.Verdict.UNKNOWN,
                        "it was started on " + there(started) + ", this is "
                                + context.state().host() + ": look there")
                : finding;
    }

    /** A program that was started on another machine may run there still, whatever a look from here finds. */
    private boolean elsewhere(Started started) {
        boolean program =
                started.target().kind() == TargetKind.HOST || started.kind().equals("delegated");
        return program && !there(started).equals(context.state().host());
    }

    private String there(Started started) {
        return context.state().startedOn(started.step(), started.phase(), started.effect());
    }

    private void record(
            Started started, Finding.Verdict verdict, String evidence, @org.jspecify.annotations.Nullable String by) {
        context.journal()
                .append(
                        new Event.EffectReconciled(
                                started.step(),
                                started.phase(),
                                started.effect(),
                                verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                evidence,
                                by),
                        true);
    }
}
