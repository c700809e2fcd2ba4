package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;

/** {@code schema column: 'users.id'}: what the catalog says of one object. */
public record SchemaQuestion(String database, Kind kind, String name) implements Question {
    /** What is asked after. */
    public enum Kind {
        COLUMN,
        INDEX,
        CONSTRAINT,
        PARTITION,
        EXTENSION,
        PRIVILEGE
    }

    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Reading ask(Targets targets) {
        throw new IllegalStateException("not written");
    }
}
