package dev.handrail.runbook;

/** What is known of an effect that was started and whose end nobody saw. */
public enum Semantics {
    /** Only looks; is started anew. */
    READS("only looks, is started anew", "only looks, is started anew"),
    /** Exactly once: a marker row in the same transaction proves it. */
    TRANSACTIONAL("exactly once", "exactly once, proven by %s"),
    /** Doing it again leads to the same state; the plan looks at what is missing. */
    IDEMPOTENT("may be repeated", "may be repeated, proven by %s"),
    /** Nothing in the target proves it: a person is asked. */
    ONCE("once, you are asked when its end is unknown", "once, proven by %s; else you are asked");

    private final String unproven;
    private final String proven;

    Semantics(String unproven, String proven) {
        this.unproven = unproven;
        this.proven = proven;
    }

    /** @param proof what proves it, as in {@link Effect#provenBy()}; empty: not told, or nothing does */
    public String shown(String proof) {
        return proof.isEmpty() ? unproven : String.format(proven, proof);
    }
}
