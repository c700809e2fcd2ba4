package dev.handrail.hazard.statement;

import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;

/** A table written anew, with everything below it; a partitioned one holds no rows itself. */
record Rewriting(Impact impact) {
    void of(Relation table) {
        for (Relation one : table.tree()) {
            if (one.kind() == Relation.Kind.PARTITIONED) {
                impact.lock(one, LockMode.ACCESS_EXCLUSIVE);
            } else {
                impact.rewrite(one);
            }
        }
    }

    /** Every table below it that holds rows is read from end to end. */
    void scan(Relation table) {
        table.tree().stream()
                .filter(one -> one.kind() != Relation.Kind.PARTITIONED)
                .forEach(impact::scan);
    }
}
