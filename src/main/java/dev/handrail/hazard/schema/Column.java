package dev.handrail.hazard.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param type null where nothing is known of it
 * @param stored a generated column that is stored in each row
 */
public record Column(String name, @Nullable TypeName type, boolean notNull, boolean stored) {
    public Column named(String other) {
        return new Column(other, type, notNull, stored);
    }

    public Column typed(TypeName other) {
        return new Column(name, other, notNull, stored);
    }

    public Column nullable(boolean may) {
        return new Column(name, type, !may, stored);
    }
}
