package dev.handrail.runbook;

/**
 * A session that holds a lock which is waited for.
 *
 * @param since when it began; with {@code pid} it tells this session from every other one
 * @param shown for people: pid, application, user, state, age and what it sent last
 * @param kept why it is never ended by us; empty: with consent it may be
 */
public record Blocker(int pid, String since, String shown, String kept) {
    /** The consent to end sessions that block a step's statements. */
    public static final String CONSENT = "end-blockers";

    /** The consent to end this session and no other. */
    public String consent() {
        return CONSENT + " " + pid + " " + since;
    }

    public boolean endable() {
        return kept.isEmpty();
    }
}
