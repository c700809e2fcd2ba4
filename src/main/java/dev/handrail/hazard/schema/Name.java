package dev.handrail.hazard.schema;

import dev.handrail.text.Quoting;
import org.jspecify.annotations.Nullable;

/** A name as it stands in a statement, folded as PostgreSQL folds it. */
public record Name(@Nullable String schema, String name) {
    public static Name of(String name) {
        return new Name(null, name);
    }

    /** As it is written in SQL. */
    public String sql() {
        return schema == null ? Quoting.name(name) : Quoting.qualified(schema, name);
    }
}
