package dev.handrail.runbook;

/** The kinds of thing that a runbook declares and an environment binds. */
public enum TargetKind {
    DATABASE,
    CACHE,
    SERVICE,
    METRICS,
    /** The machine that handrail runs on: programs and people. Never declared. */
    HOST;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
