package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Delegated;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is still to be done of an action: its plan, less what is finished, with the anchor that its proofs need. */
final class Planning {
    private final Targets targets;

    Planning(Targets targets) {
        this.targets = targets;
    }

    /**
     * @param step the step that the action stands in
     * @param anchored databases in which this run is noted already
     * @param finished keys of effects that must not be done again
     */
    Plan of(String step, @Nullable Action action, Set<String> anchored, Set<String> finished) {
        if (action == null) {
            return Plan.nothing(Plan.ONLY_CHECKS);
        }
        Plan plan = action.plan(targets);
        Map<String, Effect> keyed = Keys.of(plan.effects());
        keyed.keySet().removeAll(finished);
        List<Effect> left = new ArrayList<>();
        for (String database : needingAnchor(keyed.values())) {
            if (!anchored.contains(database)) {
                left.add(new Anchor(database, !targets.database(database).anchored()));
            }
        }
        left.addAll(keyed.values());
        boolean allDone = left.isEmpty() && !plan.effects().isEmpty();
        return allDone ? Plan.nothing("every effect is done already") : Measuring.of(targets, step, plan.doing(left));
    }

    private static Set<String> needingAnchor(Iterable<Effect> effects) {
        Set<String> databases = new LinkedHashSet<>();
        for (Effect effect : effects) {
            if (effect instanceof Sql || effect instanceof Batches || effect instanceof Delegated) {
                databases.add(effect.target().name());
            }
        }
        return databases;
    }

    /** The effects of a plan as the journal keeps them. */
    static List<Map<String, Object>> recorded(Plan plan) {
        return recorded(Keys.of(plan.effects()));
    }

    private static List<Map<String, Object>> recorded(Map<String, Effect> keyed) {
        List<Map<String, Object>> all = new ArrayList<>();
        keyed.forEach((key, effect) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", key);
            one.put("kind", effect.kind());
            one.put("target", effect.target().toString());
            one.put("semantics", effect.semantics().name().toLowerCase(java.util.Locale.ROOT));
            one.put("promise", effect.promise());
            String bounds = effect.bounds();
            if (!bounds.isEmpty()) {
                one.put("bounds", bounds);
            }
            one.put("show", effect.show());
            all.add(one);
        });
        return all;
    }

    private static Map<String, Object> recorded(Hazard hazard) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("code", hazard.code());
        one.put("what", hazard.what());
        one.put("safeWay", hazard.safeWay());
        if (hazard.position().line() > 0) {
            one.put("at", hazard.position().toString());
        }
        if (hazard.accepted() != null) {
            one.put("accepted", hazard.accepted());
        }
        return one;
    }

    static Event.StepPlanned recorded(Step step, String phase, int attempt, Plan plan, String risk, String target) {
        Map<String, Effect> keyed = Keys.of(plan.effects());
        List<Map<String, Object>> hazards = new ArrayList<>();
        plan.hazards().forEach(h -> hazards.add(recorded(h)));
        return new Event.StepPlanned(
                step.id(),
                phase,
                attempt,
                step.title(),
                target,
                risk,
                recorded(keyed),
                hazards.isEmpty() ? null : hazards,
                plan.consents().isEmpty()
                        ? null
                        : plan.consents().stream()
                                .map(c -> c.kind() + ": " + c.what())
                                .toList(),
                plan.nothing(),
                plan.estimate() == null ? null : plan.estimate().show(),
                Digests.of(String.join("\n", keyed.keySet()) + plan.risk()));
    }
}
