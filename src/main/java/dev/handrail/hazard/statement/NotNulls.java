package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Conditions;
import dev.handrail.hazard.schema.Column;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.Constraint.Kind;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;
import java.util.List;

/** SET NOT NULL, and the NOT NULL constraints of PostgreSQL 18. */
record NotNulls(Schema schema, Impact impact, Relation table) {
    void set(String column) {
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        if (!proven(column)) {
            for (Relation one : table.tree()) {
                if (!new NotNulls(schema, impact, one).proven(column)) {
                    new Rewriting(impact).scan(one);
                }
            }
            impact.find(
                    Danger.NOT_NULL_SCANS,
                    table,
                    "{} is read from end to end to see that " + Quoting.name(column)
                            + " is never null; nobody reads or writes it meanwhile",
                    safe(column));
        }
        mark(column, true);
    }

    /** {@code ADD CONSTRAINT … NOT NULL column}. */
    void added(String name, String column, boolean valid) {
        if (valid) {
            set(column);
        } else {
            impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
            table.constraints()
                    .put(name, new Constraint(name, Kind.NOT_NULL, List.of(column), "", null, List.of(), false));
        }
    }

    void drop(String column) {
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        mark(column, false);
    }

    private void mark(String column, boolean demanded) {
        table.tree().forEach(r -> r.columns().computeIfPresent(column, (n, c) -> c.nullable(!demanded)));
    }

    /** True where PostgreSQL knows without reading a row. */
    boolean proven(String column) {
        return schema.major() >= 12 && implied(column) || demanded(column);
    }

    private boolean demanded(String column) {
        Column known = table.columns().get(column);
        return known != null && known.notNull();
    }

    /** True where a constraint says so. */
    boolean implied(String column) {
        return demanded(column)
                || table.constraints().values().stream()
                        .anyMatch(
                                c -> c.kind() == Kind.CHECK && c.valid() && Conditions.notNull(c.condition(), column));
    }

    String safe(String column) {
        String quoted = Quoting.name(column);
        String name = Quoting.name(column + "_not_null");
        String add = schema.major() >= 18 ? "not null " + quoted : "check (" + quoted + " is not null)";
        String demand = "; then alter table " + table.sql() + " alter column " + quoted + " set not null; alter table "
                + table.sql() + " drop constraint " + name;
        return new Checks(impact, table).apart("notNull '" + quoted + "'", column + "_not_null", add)
                + (schema.major() >= 18 ? "" : demand);
    }
}
