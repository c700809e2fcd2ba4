package dev.handrail.run;

import dev.handrail.journal.RunState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import java.util.Optional;

/** Stands in where nobody can be asked: what options do not answer, stops the run. Never guesses. */
public final class Unattended implements Operator {
    private final String name;
    private final Answers given;
    private final Policy policy;

    public Unattended(String name, Answers given, boolean guarded) {
        this.name = name;
        this.given = given;
        this.policy = new Policy(given, guarded);
    }

    @Override
    public String name() {
        return name + RunState.UNATTENDED;
    }

    @Override
    public Decision decide(Asked asked) {
        return policy.decide(asked).orElseThrow(() -> undecided(asked));
    }

    private Problem undecided(Asked asked) {
        String step = asked.step().id();
        if (!asked.failedRequires().isEmpty()) {
            return new Problem(
                    ExitCode.UNDECIDED,
                    "step " + step + " is not offered: " + String.join(", ", asked.failedRequires())
                            + (asked.failedRequires().size() == 1 ? " does" : " do") + " not hold",
                    step,
                    "nobody can be asked in this session",
                    "mend what is required and resume, or go on all the same: --override " + step + "=REASON");
        }
        String option = asked.ask()
                .map(ask -> policy.missing(step, ask))
                .orElseGet(() -> policy.missing(step, asked.risk(), asked.typedName()))
                .orElse("--yes " + asked.risk().word());
        return new Problem(
                ExitCode.UNDECIDED,
                "step " + step + " " + asked.risk().word() + " and nothing answers its question",
                step,
                "nobody can be asked in this session",
                "give the answer ahead: " + option);
    }

    @Override
    public Choice failed(Failed failed) {
        boolean back = given.onFailure() == Answers.OnFailure.ROLLBACK && failed.canGoBack() && !failed.cancelled();
        return Choice.of(back ? Choice.Kind.BACK_OUT : Choice.Kind.QUIT);
    }

    @Override
    public OutOfTime.Then outOfTime(OutOfTime late) {
        return given.onWindow() == null ? OutOfTime.Then.STOP : given.onWindow();
    }

    @Override
    public Verdict unknown(Step step, Started started, String evidence) {
        return policy.outcome(step.id()).orElse(new Verdict(Verdict.Kind.QUIT, ""));
    }

    @Override
    public Verdict unforeseen(Step step, Started started, String evidence) {
        return new Verdict(Verdict.Kind.QUIT, "");
    }

    @Override
    public boolean consents(Step step, Consent consent) {
        return policy.consents(step.id(), consent.kind());
    }

    @Override
    public boolean agreedAhead(Step step, String kind) {
        return policy.consents(step.id(), kind);
    }

    @Override
    public Optional<String> accepts(Change change) {
        return policy.accepts(change);
    }
}
