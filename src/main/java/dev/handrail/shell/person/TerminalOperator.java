package dev.handrail.shell.person;

import dev.handrail.problem.Problem;
import dev.handrail.run.Answers;
import dev.handrail.run.Asked;
import dev.handrail.run.Change;
import dev.handrail.run.Decision;
import dev.handrail.run.Failed;
import dev.handrail.run.Operator;
import dev.handrail.run.OutOfTime;
import dev.handrail.run.Policy;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import dev.handrail.shell.out.Console;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A person at a terminal. What options answer is not asked again; everything else is, and waits. */
public final class TerminalOperator implements Operator {
    private final String name;
    private final Answers given;
    private final Policy policy;
    private final Asking asking;
    private final boolean guarded;
    private final @Nullable Consumer<String> look;
    private @Nullable Problem told;

    /**
     * @param guarded whether the environment is marked {@code protected}
     * @param width columns of the screen
     * @param nanos monotonic time
     * @param look does a line of sql or redis that is typed at a failure; null: none is offered
     */
    public TerminalOperator(
            String name,
            Answers given,
            boolean guarded,
            Keyboard keyboard,
            Console console,
            IntSupplier width,
            LongSupplier nanos,
            @Nullable Consumer<String> look) {
        this.look = look;
        this.name = name;
        this.given = given;
        this.guarded = guarded;
        this.policy = new Policy(given, guarded);
        this.asking = new Asking(keyboard, console, width, nanos);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Decision decide(Asked asked) {
        asking.window(asked.windowLeft());
        Optional<Decision> ahead = policy.decide(asked);
        if (ahead.isPresent()) {
            return ahead.get();
        }
        boolean below = given.ask().exceeds(asked.risk());
        if (below && asked.ask().isEmpty() && asked.failedRequires().isEmpty()) {
            return Decision.byOption(Decision.Kind.YES, "");
        }
        return new StepQuestion(asking, asked, guarded).answer();
    }

    /** True where the person was shown {@code problem}, or the one that it only says more of, with a question. */
    public boolean told(Problem problem) {
        return told != null && (told == problem || told == problem.getCause());
    }

    @Override
    public Choice failed(Failed failed) {
        Answers.OnFailure onFailure = given.onFailure();
        if (onFailure == Answers.OnFailure.STOP) {
            return Choice.of(Choice.Kind.QUIT);
        }
        if (onFailure == Answers.OnFailure.ROLLBACK && failed.canGoBack() && !failed.cancelled()) {
            return Choice.of(Choice.Kind.BACK_OUT);
        }
        told = failed.problem();
        return new FailureQuestion(asking, failed, look).answer();
    }

    @Override
    public OutOfTime.Then outOfTime(OutOfTime late) {
        return given.onWindow() == null ? new WindowQuestion(asking, late).answer() : given.onWindow();
    }

    @Override
    public Verdict unknown(Step step, Started started, String evidence) {
        Optional<Verdict> ahead = policy.outcome(step.id());
        return ahead.orElseGet(() -> unforeseen(step, started, evidence));
    }

    @Override
    public Verdict unforeseen(Step step, Started started, String evidence) {
        return new UnknownQuestion(asking, step, started, evidence).answer();
    }

    @Override
    public boolean consents(Step step, Consent consent) {
        return policy.consents(step.id(), consent.kind())
                || new YesOrNo(asking)
                        .ask(
                                step.id() + (consent.needed() ? " needs" : " asks for") + " your consent to "
                                        + consent.kind() + ": " + consent.what(),
                                List.of(),
                                "Agree to " + consent.kind() + "?");
    }

    @Override
    public boolean agreedAhead(Step step, String kind) {
        return policy.consents(step.id(), kind);
    }

    @Override
    public Optional<String> accepts(Change change) {
        return policy.accepts(change).or(() -> new ChangeQuestion(asking, change).answer());
    }
}
