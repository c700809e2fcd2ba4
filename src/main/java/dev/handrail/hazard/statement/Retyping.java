package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.Column;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.Constraint.Kind;
import dev.handrail.hazard.schema.Index;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.schema.TypeName;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER COLUMN … TYPE. */
record Retyping(Schema schema, Impact impact, Relation table) {
    void read(String column, TypeName to, String written, @Nullable Cursor using) {
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        Column known = table.columns().get(column);
        TypeName from = known == null ? null : known.type();
        if (from == null) {
            maybe(column, written);
        } else {
            TypeChange change = new TypeChange(schema, from, to);
            if (change.rewrites(column, using)) {
                rewritten(column, written);
                judgedAgain(column);
            } else {
                kept(column, change.indexStays());
            }
        }
        indexes(column);
        foreign(column);
        table.tree().forEach(r -> r.columns().computeIfPresent(column, (n, c) -> c.typed(to)));
    }

    private void maybe(String column, String written) {
        if (table.assumed()) {
            impact.find(
                    Danger.TYPE_REWRITES,
                    table,
                    "{} may be written anew for the new type of " + Quoting.name(column)
                            + "; then nobody reads or writes it meanwhile. plan asks the database",
                    safe(column, written));
        }
    }

    private void rewritten(String column, String written) {
        new Rewriting(impact).of(table);
        impact.find(
                Danger.TYPE_REWRITES,
                table,
                "{} is written anew for the new type of " + Quoting.name(column)
                        + "; nobody reads or writes it meanwhile",
                safe(column, written));
    }

    private String safe(String column, String written) {
        String fresh = Quoting.name(column + "_new");
        String old = Quoting.name(column);
        return "alter table " + table.sql() + " add column " + fresh + " " + written
                + "; a trigger that keeps it equal; backfill { table '" + table.sql() + "'; set '" + fresh + " = " + old
                + "'; where '" + fresh + " is null' }; then in one transaction: alter table " + table.sql()
                + " drop column " + old + "; alter table " + table.sql() + " rename column " + fresh + " to " + old;
    }

    private void kept(String column, boolean indexStays) {
        List<String> again = new ArrayList<>();
        for (Relation one : table.tree()) {
            List<String> here = new ArrayList<>();
            one.constraints().values().stream()
                    .filter(c ->
                            c.kind() == Kind.CHECK && c.valid() && c.columns().contains(column))
                    .forEach(c -> here.add("check " + c.name()));
            on(one, column).stream().filter(i -> !indexStays || !i.plain()).forEach(i -> here.add("index " + i.name()));
            if (!here.isEmpty()) {
                new Rewriting(impact).scan(one);
            }
            again.addAll(here);
        }
        if (!again.isEmpty()) {
            impact.find(
                    Danger.TYPE_SCANS,
                    table,
                    "{} is read from end to end for " + String.join(", ", again)
                            + "; nobody reads or writes it meanwhile",
                    "take " + String.join(", ", again)
                            + " away before; make it again after: a check NOT VALID then VALIDATE, an index with index");
        }
    }

    private static List<Index> on(Relation table, String column) {
        return table.indexes().values().stream()
                .filter(i -> i.columns().contains(column))
                .toList();
    }

    private void indexes(String column) {
        for (Relation one : table.tree()) {
            on(one, column).forEach(i -> impact.replaceIndex(one, i.name()));
        }
    }

    /** Foreign keys of a column whose values are others now. */
    private void judgedAgain(String column) {
        table.constraints().values().stream()
                .filter(c -> c.kind() == Kind.FOREIGN_KEY && c.columns().contains(column))
                .forEach(c -> {
                    if (c.references() != null) {
                        schema.find(c.references()).ifPresent(r -> new Rewriting(impact).scan(r));
                    }
                });
    }

    /** Foreign keys are dropped and made again, which locks the tables at their other ends. */
    private void foreign(String column) {
        for (Constraint key : List.copyOf(table.constraints().values())) {
            if (key.kind() == Kind.FOREIGN_KEY && key.columns().contains(column)) {
                new ForeignKeys(schema, impact, table).dropped(key);
            }
        }
        for (Relation other : schema.referencing(table)) {
            for (Constraint key : schema.points(other, table)) {
                if (key.referenced().isEmpty() || key.referenced().contains(column)) {
                    impact.lockTree(other, LockMode.ACCESS_EXCLUSIVE);
                }
            }
        }
    }
}
