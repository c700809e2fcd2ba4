package dev.handrail.spec;

import dev.handrail.run.Asked;
import dev.handrail.run.Change;
import dev.handrail.run.Decision;
import dev.handrail.run.Failed;
import dev.handrail.run.Operator;
import dev.handrail.run.OutOfTime;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers by step as a specification says; what it does not say is answered with yes, and a failure with quit. */
final class ByStep implements Operator {
    private static final Map<String, Decision.Kind> DECISIONS = Map.of(
            "y", Decision.Kind.YES,
            "a", Decision.Kind.ALL,
            "s", Decision.Kind.SKIP,
            "m", Decision.Kind.BY_HAND,
            "b", Decision.Kind.BACK_OUT,
            "q", Decision.Kind.QUIT,
            "o", Decision.Kind.OVERRIDE);
    private static final Map<String, Choice.Kind> CHOICES = Map.of(
            "r", Choice.Kind.RETRY,
            "f", Choice.Kind.FIX,
            "s", Choice.Kind.SKIP,
            "m", Choice.Kind.BY_HAND,
            "t", Choice.Kind.END_BLOCKERS,
            "b", Choice.Kind.BACK_OUT,
            "q", Choice.Kind.QUIT);

    private final Map<String, Deque<String>> decisions = new HashMap<>();
    private final Map<String, Deque<String>> choices = new HashMap<>();
    private final Map<String, Boolean> outcomes = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private OutOfTime.Then onWindow = OutOfTime.Then.CONTINUE;
    private final List<Asked> asked = new ArrayList<>();

    void decides(String step, String key) {
        decisions.computeIfAbsent(step, s -> new ArrayDeque<>()).add(key);
    }

    void chooses(String step, String key) {
        if (!CHOICES.containsKey(key)) {
            throw new IllegalArgumentException("a failure is answered with one of " + CHOICES.keySet());
        }
        choices.computeIfAbsent(step, s -> new ArrayDeque<>()).add(key);
    }

    void tells(String step, boolean done) {
        outcomes.put(step, done);
    }

    void refuses(String consent) {
        refused.add(consent);
    }

    /** Every question so far, oldest first. */
    List<Asked> asked() {
        return asked;
    }

    @Override
    public String name() {
        return "specification";
    }

    @Override
    public Decision decide(Asked question) {
        asked.add(question);
        String key = next(decisions, question.step().id());
        if (question.ask().isPresent() && !(DECISIONS.containsKey(key) && !key.equals("y"))) {
            String expected = question.ask().get().expected();
            String answer = key.isEmpty() || key.equals("y") ? (expected == null ? "done" : expected) : key;
            return new Decision(Decision.Kind.ANSWER, answer, "seen by a specification", "");
        }
        Decision.Kind kind = DECISIONS.get(key.isEmpty() ? "y" : key);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "the question of " + question.step().id() + " is answered with one of " + DECISIONS.keySet()
                            + ", not with '" + key + "'");
        }
        return Decision.because(kind, kind == Decision.Kind.YES ? "" : "said by a specification");
    }

    private static String next(Map<String, Deque<String>> said, String step) {
        Deque<String> keys = said.get(step);
        return keys == null || keys.isEmpty() ? "" : keys.poll();
    }

    @Override
    public Choice failed(Failed failed) {
        String key = next(choices, failed.step().id());
        return new Choice(CHOICES.get(key.isEmpty() ? "q" : key), "said by a specification", 0);
    }

    @Override
    public Verdict unknown(Step step, Started started, String evidence) {
        Boolean done = outcomes.get(step.id());
        Verdict.Kind kind = done == null ? Verdict.Kind.QUIT : done ? Verdict.Kind.DONE : Verdict.Kind.NOT_DONE;
        return new Verdict(kind, "said by a specification");
    }

    @Override
    public Verdict unforeseen(Step step, Started started, String evidence) {
        return unknown(step, started, evidence);
    }

    @Override
    public boolean consents(Step step, Consent consent) {
        return !refused.contains(consent.kind());
    }

    void onWindow(OutOfTime.Then then) {
        onWindow = then;
    }

    @Override
    public OutOfTime.Then outOfTime(OutOfTime late) {
        return onWindow;
    }

    @Override
    public Optional<String> accepts(Change change) {
        return Optional.of("said by a specification");
    }
}
