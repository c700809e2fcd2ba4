package dev.handrail.run;

import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers by a script, for tests of runbooks: what was asked is kept, what has no answer gets the usual one. */
public final class Scripted implements Operator {
    private final Deque<Decision> decisions = new ArrayDeque<>();
    private final Deque<Choice> choices = new ArrayDeque<>();
    private final Deque<Verdict> verdicts = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Failed> failures = new ArrayList<>();
    private Consumer<String> evidence = seen -> {};
    private Function<Asked, Decision> otherwise = Scripted::usual;
    private final List<OutOfTime> late = new ArrayList<>();
    private OutOfTime.Then onWindow = OutOfTime.Then.STOP;
    private boolean consent = true;
    private Set<String> ahead = Set.of();

    private static Decision usual(Asked asked) {
        return asked.ask()
                .map(ask -> new Decision(Decision.Kind.ANSWER, ask.expected(), "seen", ""))
                .orElse(Decision.of(Decision.Kind.YES));
    }

    public Scripted decides(Decision... next) {
        decisions.addAll(List.of(next));
        return this;
    }

    public Scripted decides(Function<Asked, Decision> each) {
        otherwise = each;
        return this;
    }

    public Scripted chooses(Choice... next) {
        choices.addAll(List.of(next));
        return this;
    }

    public Scripted establishes(Verdict... next) {
        verdicts.addAll(List.of(next));
        return this;
    }

    /** What is told of each effect that nothing proves. */
    public Scripted tells(Consumer<String> each) {
        evidence = each;
        return this;
    }

    public Scripted withoutConsent() {
        consent = false;
        return this;
    }

    /** Kinds of consent that are given before the run, as by an option. */
    public Scripted agreesAhead(String... kinds) {
        ahead = Set.of(kinds);
        return this;
    }

    /** Every question so far, oldest first. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<Failed> failures() {
        return List.copyOf(failures);
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Decision decide(Asked question) {
        asked.add(question);
        return decisions.isEmpty() ? otherwise.apply(question) : decisions.pop();
    }

    @Override
    public Choice failed(Failed failed) {
        failures.add(failed);
        return choices.isEmpty() ? Choice.of(Choice.Kind.QUIT) : choices.pop();
    }

    /** What follows where a step does not fit into the window; else the run stops. */
    public Scripted late(OutOfTime.Then then) {
        onWindow = then;
        return this;
    }

    /** Each time that a step did not fit, and why. */
    public List<OutOfTime> late() {
        return List.copyOf(late);
    }

    @Override
    public OutOfTime.Then outOfTime(OutOfTime found) {
        late.add(found);
        return onWindow;
    }

    @Override
    public Verdict unknown(Step step, Started started, String seen) {
        evidence.accept(seen);
        return verdicts.isEmpty() ? new Verdict(Verdict.Kind.QUIT, "") : verdicts.pop();
    }

    @Override
    public Verdict unforeseen(Step step, Started started, String evidence) {
        return unknown(step, started, evidence);
    }

    @Override
    public boolean consents(Step step, Consent agreement) {
        return consent;
    }

    @Override
    public boolean agreedAhead(Step step, String kind) {
        return ahead.contains(kind);
    }

    @Override
    public Optional<String> accepts(Change change) {
        return consent ? Optional.of("agreed by script") : Optional.empty();
    }
}
