package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.Constraint.Kind;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Foreign keys of one table: they concern two. */
record ForeignKeys(Schema schema, Impact impact, Relation table) {
    /**
     * A key is added.
     *
     * @param valid it holds from now on
     * @param judged the rows that are there are read for it
     * @param mode the lock on the table itself
     */
    void added(
            String name,
            List<String> columns,
            Name references,
            List<String> referenced,
            boolean valid,
            boolean judged,
            LockMode mode) {
        Optional<Relation> other = schema.meant(references);
        impact.lockTree(table, mode);
        other.ifPresent(r -> impact.lockTree(r, LockMode.SHARE_ROW_EXCLUSIVE));
        if (judged && !table.fresh()) {
            new Rewriting(impact).scan(table);
            other.ifPresent(r -> new Rewriting(impact).scan(r));
            String key = "foreign key (" + columns.stream().map(Quoting::name).collect(Collectors.joining(", "))
                    + ") references " + references.sql()
                    + (referenced.isEmpty()
                            ? ""
                            : " (" + referenced.stream().map(Quoting::name).collect(Collectors.joining(", ")) + ")");
            impact.find(
                    Danger.FOREIGN_KEY_SCANS,
                    table,
                    "{} and " + references.sql() + " are read for the foreign key; nobody writes to either meanwhile",
                    safe(name, key));
        }
        for (Relation one : table.tree()) {
            one.constraints()
                    .put(name, new Constraint(name, Kind.FOREIGN_KEY, columns, "", references, referenced, valid));
        }
    }

    private String safe(String name, String key) {
        return table.kind() == Relation.Kind.PARTITIONED && schema.major() < 18
                ? "when few write: before PostgreSQL 18 a partitioned table takes no NOT VALID"
                : new Checks(impact, table)
                        .apart("foreignKey '" + name + "', '" + key.replace("foreign key ", "") + "'", name, key);
    }

    /** The tables that its keys point at are locked like itself where it goes, or loses the key. */
    void dropped(Constraint key) {
        if (key.references() != null) {
            schema.find(key.references()).ifPresent(r -> impact.lockTree(r, LockMode.ACCESS_EXCLUSIVE));
        }
    }

    void validated(Constraint key) {
        new Rewriting(impact).scan(table);
        if (key.references() != null) {
            schema.meant(key.references()).ifPresent(r -> {
                impact.lockTree(r, LockMode.ROW_SHARE);
                new Rewriting(impact).scan(r);
            });
        }
    }
}
