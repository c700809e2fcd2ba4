package dev.handrail.runbook;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a database's sessions, gives its name to another one and keeps it under a name of its own. Proven by the
 * comment that each database carries.
 *
 * @param name the name that applications use
 * @param fresh the database that gets it
 * @param kept the name under which the one that had it stays
 * @param carry copies schema handrail's run and marker rows over first
 */
public record Swap(String database, String name, String fresh, String kept, boolean carry) implements Effect {
    /** The consent without which nobody's session is ended. */
    public static final String CONSENT = "end-sessions";

    @Override
    public String kind() {
        return "swap";
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Semantics semantics() {
        return Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        return "the comment that each of the databases carries";
    }

    @Override
    public List<String> show() {
        List<String> lines = new ArrayList<>();
        if (carry) {
            lines.add("carry handrail.run and handrail.marker over into " + fresh);
        }
        lines.add("with consent " + CONSENT + ", end every session of " + name + " and " + fresh
                + "; without it, stop where there is one");
        lines.add("alter database " + name + " rename to " + kept);
        lines.add("alter database " + fresh + " rename to " + name);
        return lines;
    }
}
