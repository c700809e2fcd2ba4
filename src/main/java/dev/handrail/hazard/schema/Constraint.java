package dev.handrail.hazard.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 *
 * @param columns that it names; of a check, every column in its condition
 * @param condition of a check, as it is written; else empty
 * @param references of a foreign key: the table it points at
 * @param referenced of a foreign key: the columns it points at, where they are known
 */
public record Constraint(
        String name,
        Kind kind,
        List<String> columns,
        String condition,
        @Nullable Name references,
        List<String> referenced,
        boolean valid) {
    /** What it demands. */
    public enum Kind {
        CHECK,
        NOT_NULL,
        FOREIGN_KEY,
        UNIQUE,
        PRIMARY_KEY,
        EXCLUSION
    }

    public Constraint {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }

    public static Constraint of(String name, Kind kind, List<String> columns) {
        return new Constraint(name, kind, columns, "", null, List.of(), true);
    }

    public Constraint validated() {
        return new Constraint(name, kind, columns, condition, references, referenced, true);
    }

    public Constraint named(String other) {
        return new Constraint(other, kind, columns, condition, references, referenced, valid);
    }

    /** Served by an index of its name. */
    public boolean indexed() {
        return kind == Kind.UNIQUE || kind == Kind.PRIMARY_KEY || kind == Kind.EXCLUSION;
    }
}
