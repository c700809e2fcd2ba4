package dev.handrail.run;

import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a plan's effects: two equal effects in one plan are told apart by their place. */
final class Keys {
    private Keys() {}

    static Map<String, Effect> of(List<Effect> effects) {
        Map<String, Effect> keyed = new LinkedHashMap<>();
        for (Effect effect : effects) {
            String key = effect.key();
            int again = 2;
            String unique = key;
            while (keyed.containsKey(unique)) {
                unique = key + "-" + again++;
            }
            keyed.put(unique, effect);
        }
        return keyed;
    }

    static List<String> of(Plan plan) {
        return List.copyOf(of(plan.effects()).keySet());
    }
}
