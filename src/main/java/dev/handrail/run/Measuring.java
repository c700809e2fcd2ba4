package dev.handrail.run;

import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Measured;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Semantics;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What earlier runs, rehearsals among them, tell of how long a plan's effects take. */
final class Measuring {
    private final Map<String, Measured> known;
    private final Map<String, Effect> effects;
    private final Instant now;

    private Measuring(Map<String, Measured> known, Map<String, Effect> effects, Instant now) {
        this.known = known;
        this.effects = effects;
        this.now = now;
    }

    /** The plan, with what is known of it. Journals are read only where it matters: hazards, much work, or no transaction. */
    static Plan of(Targets targets, String step, Plan plan) {
        boolean matters = !plan.hazards().isEmpty()
                || plan.estimate() != null
                || plan.effects().stream().anyMatch(e -> e instanceof Sql && e.semantics() != Semantics.TRANSACTIONAL);
        if (!matters || plan.effects().isEmpty()) {
            return plan;
        }
        Map<String, Measured> known = targets.history().measured(step);
        return known.isEmpty()
                ? plan
                : new Measuring(known, Keys.of(plan.effects()), targets.clock().instant()).told(plan);
    }

    private Plan told(Plan plan) {
        List<Hazard> hazards = plan.hazards().stream().map(this::told).toList();
        Plan told = plan.with(hazards, plan.consents());
        Estimate before = plan.estimate();
        if (before != null && before.time() != null) {
            return told;
        }
        return time().map(longest -> told.with(estimate(before, longest))).orElse(told);
    }

    /** The effect that took longest, where every one was measured and together they took a while. */
    private Optional<Measured> time() {
        List<Measured> all = measured();
        boolean whole = effects.entrySet().stream()
                .allMatch(e -> e.getValue() instanceof Anchor || known.containsKey(e.getKey()));
        return whole && sum(all).compareTo(Measured.WORTH_A_WORD) >= 0
                ? all.stream().max(Comparator.comparing(Measured::took))
                : Optional.empty();
    }

    private List<Measured> measured() {
        List<Measured> all = new ArrayList<>();
        effects.forEach((key, effect) -> {
            if (!(effect instanceof Anchor) && known.containsKey(key)) {
                all.add(known.get(key));
            }
        });
        return all;
    }

    private static Duration sum(List<Measured> all) {
        return all.stream().map(Measured::took).reduce(Duration.ZERO, Duration::plus);
    }

    private Estimate estimate(@org.jspecify.annotations.Nullable Estimate before, Measured longest) {
        String basis = "it took so long " + longest.where(now);
        return before == null
                ? new Estimate(sum(measured()), 0, "rows", 0, basis)
                : new Estimate(
                        sum(measured()), before.count(), before.unit(), before.bytes(), before.basis() + "; " + basis);
    }

    /** The hazard of a statement, with how long the work took that it belongs to. */
    private Hazard told(Hazard hazard) {
        return effects.entrySet().stream()
                .filter(e -> e.getValue() instanceof Sql sql
                        && sql.statements().stream().anyMatch(s -> s.position().equals(hazard.position())))
                .map(e -> known.get(e.getKey()))
                .filter(m -> m != null && m.took().compareTo(Measured.WORTH_A_WORD) >= 0)
                .findFirst()
                .map(m -> hazard.remarked("took " + m.shown(now)))
                .orElse(hazard);
    }
}
