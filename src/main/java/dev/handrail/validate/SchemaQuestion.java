package dev.handrail.validate;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.Locale;

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
        return "schema " + kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Reading ask(Targets targets) {
        Database asked = targets.database(database);
        return switch (kind) {
            case COLUMN -> SchemaObjects.column(asked, name);
            case INDEX -> SchemaObjects.index(asked, name);
            case CONSTRAINT -> SchemaObjects.constraint(asked, name);
            case PARTITION -> PartitionBounds.of(asked, name);
            case EXTENSION -> SchemaObjects.extension(asked, name);
            case PRIVILEGE -> Privilege.parse(name).held(asked);
        };
    }
}
