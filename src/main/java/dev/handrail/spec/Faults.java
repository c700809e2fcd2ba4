package dev.handrail.spec;

import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.Started;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Performs what is asked, and lets it go wrong where that was arranged: each fault once. */
final class Faults {
    private final Map<String, Deque<Fault>> arranged = new HashMap<>();

    void arrange(String phase, String step, Fault fault) {
        arranged.computeIfAbsent(phase + " " + step, s -> new ArrayDeque<>()).add(fault);
    }

    /** @return the arrangements that nothing came across, for the specification to be told */
    boolean unused() {
        return arranged.values().stream().anyMatch(faults -> !faults.isEmpty());
    }

    Performer around(Performer real) {
        return new Performer() {
            @Override
            public Outcome perform(Effect effect, Execution execution) {
                Deque<Fault> faults = arranged.get(execution.phase() + " " + execution.step());
                Fault fault = effect instanceof Anchor || faults == null ? null : faults.poll();
                if (fault == Fault.FAILS) {
                    execution.started(Map.of("by", "a specification"));
                    throw EffectFailure.failed(
                            "the specification lets " + execution.step() + " fail", "", "", "nothing: this is a trial");
                }
                Outcome outcome = real.perform(effect, execution);
                if (fault == Fault.KILLED) {
                    throw new Killed(execution.step());
                }
                if (fault == Fault.CUT) {
                    throw EffectFailure.unknown(
                            "the specification hides the end of " + execution.step(), "", "", "nothing: it is a trial");
                }
                return outcome;
            }

            @Override
            public Finding establish(Started started) {
                return real.establish(started);
            }
        };
    }
}
