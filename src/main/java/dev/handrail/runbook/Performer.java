package dev.handrail.runbook;

/** Performs effects on targets: exactly what they say. */
public interface Performer {
    /**
     * Performs one effect.
     *
     * @throws EffectFailure where it failed, was cancelled, or its outcome is not known
     */
    Outcome perform(Effect effect, Execution execution);

    /**
     * Finds out what became of an effect that was started and whose end nobody saw. Ends our own orphaned sessions
     * first, and no others.
     */
    Finding establish(Started started);
}
