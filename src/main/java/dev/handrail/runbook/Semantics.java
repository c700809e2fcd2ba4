package dev.handrail.runbook;

/** What is known of an effect that was started and whose end nobody saw. */
public enum Semantics {
    /** Only looks; is started anew. */
    READS("reads"),
    /** Exactly once: a marker row in the same transaction proves it. */
    TRANSACTIONAL("exactly once, proven by its transaction"),
    /** Doing it again leads to the same state; the plan looks at what is missing. */
    IDEMPOTENT("again does no harm, the target is looked at first"),
    /** Nothing proves it: a person is asked. */
    ONCE("once, a person is asked when its outcome is unknown");

    private final String shown;

    Semantics(String shown) {
        this.shown = shown;
    }

    public String shown() {
        return shown;
    }
}
