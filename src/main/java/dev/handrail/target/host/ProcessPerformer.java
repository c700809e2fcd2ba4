package dev.handrail.target.host;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Started;
import dev.handrail.text.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one program and compares its exit status. */
public final class ProcessPerformer {
    private static final String EXPECTED = "expected";
    private static final String CAPTURES = "captures";

    private final Errand errand;

    public ProcessPerformer(Workplace workplace, Redactor redactor) {
        this.errand = new Errand(workplace, redactor);
    }

    /**
     * Performs it. What it says goes to {@link Execution#said} and to a log of its own; secrets reach it through its
     * environment and its input alone.
     *
     * @throws EffectFailure failed where it ended with another status; unknown where it was ended early, because
     *     nobody can tell how far it had come
     */
    public Outcome perform(Process effect, Execution execution) {
        Captured captured = new Captured();
        Errand.End end = errand.run(effect, execution, facts(effect), Map.of(), captured);
        return new ProcessEnd(effect, execution, end, captured).judge();
    }

    private static Map<String, String> facts(Process effect) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(EXPECTED, Integer.toString(effect.expectedExit()));
        if (effect.capture() != null) {
            facts.put(CAPTURES, effect.capture());
        }
        return facts;
    }

    /** The exit status that it was expected to have proves it; otherwise it may still be at work, or nobody knows. */
    public Finding establish(Started started) {
        String log = started.facts().getOrDefault("log", "");
        String said = log.isEmpty() ? "" : "; what it said is in logs/" + log;
        Optional<Integer> exit = Errand.exit(started);
        if (exit.isPresent()) {
            return ended(exit.get(), started.facts(), said);
        }
        List<Long> pids = Errand.running(started);
        return unknown(
                pids.isEmpty()
                        ? "it runs no more, and nothing wrote down its exit status" + said
                        : "it is still running, process " + pids.get(0) + "; wait for it or end it, then look again");
    }

    private static Finding ended(int exit, Map<String, String> facts, String said) {
        String ended = "it ended with exit status " + exit;
        if (!Integer.toString(exit).equals(facts.get(EXPECTED))) {
            return unknown(ended + ", expected " + facts.get(EXPECTED) + said);
        }
        String captured = facts.get(CAPTURES);
        return captured == null
                ? new Finding(Finding.Verdict.APPLIED, ended + ", as expected")
                : unknown(ended + ", but what it printed, to be kept as '" + captured + "', is lost");
    }

    private static Finding unknown(String evidence) {
        return new Finding(Finding.Verdict.UNKNOWN, evidence);
    }
}
