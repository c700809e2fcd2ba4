package dev.handrail.hazard.statement;

import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.schema.TypeName;
import dev.handrail.hazard.schema.UserType;

/** Domains over other types. */
final class Domains {
    private Domains() {}

    /** True where each value is tried against a condition. */
    static boolean constrained(Schema schema, TypeName type) {
        UserType known = schema.types().get(type.name());
        return known != null
                && !type.array()
                && known.base() != null
                && (known.constrained() || constrained(schema, known.base()));
    }

    /** The type behind all domains. */
    static TypeName base(Schema schema, TypeName type) {
        UserType known = schema.types().get(type.name());
        return known == null || known.base() == null || type.array() ? type : base(schema, known.base());
    }
}
