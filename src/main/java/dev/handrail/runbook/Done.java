package dev.handrail.runbook;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a step did, as the journal has it: the ground on which it is taken back. */
public record Done(String run, String step, List<Work> effects) {
    /** One finished effect: its kind and what was learned while it was performed. */
    public record Work(String kind, String key, Map<String, String> facts) {
        public Work {
            facts = Map.copyOf(facts);
        }
    }

    public Done {
        effects = List.copyOf(effects);
    }

    /** Every value recorded as {@code fact}, oldest first. */
    public List<String> all(String fact) {
        return effects.stream()
                .flatMap(e -> Stream.ofNullable(e.facts().get(fact)))
                .toList();
    }
}
