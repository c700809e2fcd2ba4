package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import java.util.List;

/** DROP and TRUNCATE of whole tables, views and schemas. */
record Drops(Schema schema, Impact impact) {
    void tables(Cursor cursor) {
        boolean cascade = cursor.ahead("cascade");
        cursor.take("if", "exists");
        for (Cursor part : cursor.parts()) {
            Name name = part.name();
            if (name != null) {
                schema.meant(name).ifPresent(table -> table(table, cascade));
            }
        }
    }

    private void table(Relation table, boolean cascade) {
        locked(table);
        table.parent().ifPresent(parent -> {
            impact.lock(parent, LockMode.ACCESS_EXCLUSIVE);
            parent.fallback()
                    .filter(rest -> rest != table)
                    .ifPresent(rest -> impact.lock(rest, LockMode.ACCESS_EXCLUSIVE));
        });
        if (cascade) {
            schema.referencing(table).forEach(r -> {
                if (!table.tree().contains(r)) {
                    impact.lockTree(r, LockMode.ACCESS_EXCLUSIVE);
                }
            });
        }
        lost(table, "dropped", cascade);
        schema.remove(table);
    }

    private void locked(Relation table) {
        for (Relation one : table.tree()) {
            impact.lock(one, LockMode.ACCESS_EXCLUSIVE);
            impact.lockIndexes(one, LockMode.ACCESS_EXCLUSIVE);
            one.sequences().forEach(s -> impact.lock(s, LockMode.ACCESS_EXCLUSIVE));
            one.constraints().values().stream()
                    .filter(c -> c.kind() == Constraint.Kind.FOREIGN_KEY)
                    .forEach(c -> new ForeignKeys(schema, impact, one).dropped(c));
        }
    }

    private void lost(Relation table, String how, boolean cascade) {
        boolean rows = switch (table.kind()) {
            case TABLE, PARTITIONED, FOREIGN -> true;
            default -> false;
        };
        if (rows && !table.fresh()) {
            impact.find(
                    Danger.DROPS,
                    table,
                    "{} is " + how + ": its rows are gone",
                    how.equals("dropped")
                            ? "a backup of it before; alter table " + table.sql()
                                    + " rename to another name first, drop it days later"
                            : "a backup of it before");
        }
        if (cascade && !table.fresh()) {
            impact.find(
                    Danger.CASCADES,
                    table,
                    "CASCADE reaches what is not named: foreign keys and views on {}"
                            + (how.equals("emptied") ? ", and empties the tables that point at it" : ""),
                    Danger.CASCADES.safe());
        }
    }

    void views(Cursor cursor) {
        cursor.take("if", "exists");
        for (Cursor part : cursor.parts()) {
            Name name = part.name();
            if (name != null) {
                schema.find(name).ifPresent(view -> {
                    impact.lock(view, LockMode.ACCESS_EXCLUSIVE);
                    impact.lockIndexes(view, LockMode.ACCESS_EXCLUSIVE);
                    schema.remove(view);
                });
            }
        }
    }

    /** What holds tables in it: schemas, databases. */
    void container(String kind, Cursor cursor) {
        cursor.take("if", "exists");
        boolean cascade = cursor.ahead("cascade");
        if (kind.equals("database") || cascade) {
            Name name = cursor.name();
            impact.find(
                    Danger.DROPS,
                    null,
                    kind + " " + (name == null ? "" : name.sql()) + " is dropped with everything in it",
                    "a backup before; rename it first, drop it days later");
        }
    }

    void truncated(Cursor cursor) {
        boolean cascade = cursor.ahead("cascade");
        cursor.take("table");
        for (Cursor part : cursor.parts()) {
            part.take("only");
            Name name = part.name();
            Relation table = name == null ? null : schema.meant(name).orElse(null);
            if (table != null) {
                emptied(table, part.ahead("restart") || cursor.ahead("restart"));
                List<Relation> others = cascade ? schema.referencing(table) : List.of();
                others.forEach(r -> emptied(r, false));
                lost(table, "emptied", cascade);
            }
        }
    }

    private void emptied(Relation table, boolean restart) {
        for (Relation one : table.tree()) {
            if (one.kind() == Relation.Kind.PARTITIONED) {
                impact.lock(one, LockMode.ACCESS_EXCLUSIVE);
            } else {
                impact.emptied(one);
            }
            if (restart) {
                one.sequences().forEach(s -> {
                    impact.lock(s, LockMode.SHARE_ROW_EXCLUSIVE);
                    impact.rewriteSequence(s);
                });
            }
        }
    }
}
