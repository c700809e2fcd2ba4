package dev.handrail.runbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will be done, exactly. Question, dry run, execution, journal and report all use this one object.
 *
 * @param nothing why there is nothing to do, where {@code effects} is empty
 * @param provisional on what earlier work the exact plan waits, e.g. {@code after schema/scripts}; then there are no
 *     effects yet and {@code risk} is the ceiling
 */
public record Plan(
        Risk risk,
        List<Effect> effects,
        List<Hazard> hazards,
        List<Consent> consents,
        @Nullable Estimate estimate,
        @Nullable String nothing,
        @Nullable String provisional) {
    public Plan {
        effects = List.copyOf(effects);
        hazards = List.copyOf(hazards);
        consents = List.copyOf(consents);
    }

    /** Why a step without an action has no effects. */
    public static final String ONLY_CHECKS = "only checks";

    public static Plan of(Risk risk, List<? extends Effect> effects) {
        return new Plan(risk, List.copyOf(effects), List.of(), List.of(), null, null, null);
    }

    public static Plan nothing(String why) {
        return new Plan(Risk.READS, List.of(), List.of(), List.of(), null, why, null);
    }

    /** A plan that can only be made exactly when its turn comes. */
    public static Plan provisional(Risk ceiling, String after) {
        return new Plan(ceiling, List.of(), List.of(), List.of(), null, null, after);
    }

    public Plan with(Estimate about) {
        return new Plan(risk, effects, hazards, consents, about, nothing, provisional);
    }

    public Plan with(List<Hazard> seen, List<Consent> needed) {
        return new Plan(risk, effects, seen, needed, estimate, nothing, provisional);
    }

    public Plan with(Risk higher) {
        return new Plan(risk.or(higher), effects, hazards, consents, estimate, nothing, provisional);
    }

    /** This plan with other effects, e.g. those that are still to be done. */
    public Plan doing(List<Effect> left) {
        return new Plan(risk, left, hazards, consents, estimate, nothing, provisional);
    }

    /** How often the work happens and how that is known: each sentence once, without those of our own bookkeeping. */
    public List<String> promises() {
        return effects.stream()
                .filter(e -> !(e instanceof Anchor) || effects.size() == 1)
                .map(Effect::promise)
                .distinct()
                .toList();
    }

    /** Within which bounds the work is done: each sentence once. */
    public List<String> bounds() {
        return effects.stream()
                .map(Effect::bounds)
                .filter(b -> !b.isEmpty())
                .distinct()
                .toList();
    }

    /** Hazards that nobody has taken. */
    public List<Hazard> openHazards() {
        return hazards.stream().filter(Hazard::open).toList();
    }

    public boolean isEmpty() {
        return effects.isEmpty() && provisional == null;
    }
}
