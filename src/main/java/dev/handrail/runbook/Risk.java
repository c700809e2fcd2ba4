package dev.handrail.runbook;

/** What is at stake when a plan is performed, mildest first. */
public enum Risk {
    READS,
    CHANGES,
    DESTROYS;

    public boolean exceeds(Risk other) {
        return compareTo(other) > 0;
    }

    public Risk or(Risk other) {
        return exceeds(other) ? this : other;
    }

    /** The word of options, plans and reports: {@code reads}, {@code changes}, {@code destroys}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
