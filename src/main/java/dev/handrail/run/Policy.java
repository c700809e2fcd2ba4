package dev.handrail.run;

import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Ask;
import dev.handrail.runbook.Risk;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the answers given by options decide, and what they leave open. Asks nobody. */
public final class Policy {
    private final Answers given;
    private final boolean guarded;

    public Policy(Answers given, boolean guarded) {
        this.given = given;
        this.guarded = guarded;
    }

    /** The decision that was given ahead; empty where there is none. */
    public Optional<Decision> decide(Asked asked) {
        String step = asked.step().id();
        if (asked.phase().equals("forward")) {
            Optional<String> skip = Answers.of(given.skips(), step);
            if (skip.isPresent()) {
                return Optional.of(Decision.byOption(Decision.Kind.SKIP, skip.get()));
            }
            Optional<String> byHand = Answers.of(given.byHand(), step);
            if (byHand.isPresent()) {
                return Optional.of(Decision.byOption(Decision.Kind.BY_HAND, byHand.get()));
            }
        }
        if (!asked.failedRequires().isEmpty()
                && Answers.of(given.overrides(), step).isEmpty()) {
            return Optional.empty();
        }
        if (asked.ask().isPresent()) {
            return answer(step, asked.ask().get());
        }
        return yes(step, asked.risk(), asked.typedName())
                ? Optional.of(Decision.byOption(Decision.Kind.YES, ""))
                : Optional.empty();
    }

    /** The reason for which an unmet requirement is passed. */
    Optional<String> override(String step) {
        return Answers.of(given.overrides(), step);
    }

    private Optional<Decision> answer(String step, Ask ask) {
        Optional<String> answer = Answers.of(given.answers(), step);
        Optional<String> evidence = Answers.of(given.evidence(), step);
        if (answer.isEmpty() || (ask.evidence() != null && evidence.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Decision(Decision.Kind.ANSWER, answer.get(), evidence.orElse(""), "option"));
    }

    private boolean yes(String step, Risk risk, String typedName) {
        Optional<String> confirmed = Answers.of(given.confirms(), step);
        if (confirmed.isPresent()) {
            if (!confirmed.get().equals(typedName)) {
                throw new Problem(
                        ExitCode.UNDECIDED,
                        "the confirmation for " + step + " names " + confirmed.get(),
                        step,
                        "the step's target is " + typedName,
                        "if that target is meant: --confirm " + step + "=" + typedName);
            }
            return true;
        }
        boolean needsName = risk == Risk.DESTROYS || (guarded && risk == Risk.CHANGES);
        return !needsName && given.yes() != null && !risk.exceeds(Objects.requireNonNull(given.yes()));
    }

    /** True where a target's name was given for the step, right or wrong. */
    boolean confirms(String step) {
        return Answers.of(given.confirms(), step).isPresent();
    }

    /** The option that would answer a step of that risk; empty where it is answered. */
    Optional<String> missing(String step, Risk ceiling, String typedName) {
        if (Answers.of(given.skips(), step).isPresent()
                || Answers.of(given.byHand(), step).isPresent()
                || yes(step, ceiling, typedName)) {
            return Optional.empty();
        }
        boolean needsName = ceiling == Risk.DESTROYS || (guarded && ceiling == Risk.CHANGES);
        return Optional.of(needsName ? "--confirm " + step + "=" + typedName : "--yes " + ceiling.word());
    }

    /** The option that would answer a person's task; empty where it is answered. */
    Optional<String> missing(String step, Ask ask) {
        if (Answers.of(given.skips(), step).isPresent()
                || Answers.of(given.byHand(), step).isPresent()
                || answer(step, ask).isPresent()) {
            return Optional.empty();
        }
        String answer = Answers.of(given.answers(), step).isPresent() ? "" : "--answer " + step + "=" + ask.expected();
        boolean evidence =
                ask.evidence() != null && Answers.of(given.evidence(), step).isEmpty();
        return Optional.of((answer + (evidence ? " --evidence " + step + "=TEXT" : "")).strip());
    }

    public boolean consents(String step, String kind) {
        return Answers.of(given.consents(), step).orElse(List.of()).contains(kind);
    }

    /** The reason for which a change was agreed to ahead. */
    public Optional<String> accepts(Change change) {
        return Optional.ofNullable(given.accepts().get(change.kind().word()));
    }

    /** True where what was given for its outcome leaves nothing of that phase to do, and so nothing to ask. */
    public boolean ends(StepState step, String phase) {
        return step.waitsForAnOutcome(phase)
                && outcome(step.id())
                        .filter(said -> said.kind() == Operator.Verdict.Kind.DONE)
                        .isPresent();
    }

    /** What was given for an effect whose outcome nothing proves. */
    public Optional<Operator.Verdict> outcome(String step) {
        return Answers.of(given.outcomes(), step).map(text -> {
            int colon = text.indexOf(':');
            String verdict = colon < 0 ? text : text.substring(0, colon);
            String reason = colon < 0 ? "" : text.substring(colon + 1);
            if (!verdict.equals("done") && !verdict.equals("not-done") || reason.isBlank()) {
                throw new Problem(
                        ExitCode.WRONG,
                        "an outcome is done:REASON or not-done:REASON, not '" + text + "'",
                        step,
                        "",
                        "write --outcome " + step + "=done:\"what you saw\"");
            }
            return new Operator.Verdict(
                    verdict.equals("done") ? Operator.Verdict.Kind.DONE : Operator.Verdict.Kind.NOT_DONE, reason);
        });
    }
}
