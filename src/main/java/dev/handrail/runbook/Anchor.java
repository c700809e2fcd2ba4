package dev.handrail.runbook;

import java.util.List;

/** Writes the open run into schema {@code handrail} of a database, and makes that schema where it is missing. */
public record Anchor(String database, boolean schemaMissing) implements Effect {
    @Override
    public String kind() {
        return "anchor";
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
        return "its row in handrail.run";
    }

    @Override
    public List<String> show() {
        return schemaMissing
                ? List.of("create schema handrail (marker, run, migration) and note this run in handrail.run")
                : List.of("note this run in handrail.run");
    }
}
