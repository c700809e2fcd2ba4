package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.Column;
import dev.handrail.hazard.schema.Index;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;

/** ALTER … RENAME and SET SCHEMA. */
record Renaming(Schema schema, Impact impact) {
    /** True where the rest is one of these. */
    boolean read(Relation table, Cursor cursor) {
        if (cursor.take("set", "schema")) {
            impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
            table.sequences().forEach(s -> impact.lock(s, LockMode.ACCESS_EXCLUSIVE));
            Name to = cursor.name();
            if (to != null) {
                view(table, new Name(to.name(), table.name().name()));
            }
            return true;
        }
        if (!cursor.take("rename")) {
            return false;
        }
        if (cursor.take("to")) {
            Name to = cursor.name();
            impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
            if (to != null) {
                view(table, new Name(table.name().schema(), to.name()));
            }
        } else if (cursor.take("constraint")) {
            impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
            constraint(table, cursor);
        } else {
            cursor.take("column");
            column(table, cursor);
        }
        return true;
    }

    private void view(Relation table, Name to) {
        if (table.kind() != Relation.Kind.SEQUENCE) {
            impact.find(
                    Danger.RENAMES,
                    table,
                    "code that uses the name {} fails from this moment on",
                    "in the same transaction: create view " + table.sql() + " as select * from " + to.sql());
        }
        table.rename(to);
    }

    private void column(Relation table, Cursor cursor) {
        Name from = cursor.name();
        cursor.take("to");
        Name to = cursor.name();
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        if (from == null || to == null) {
            return;
        }
        impact.find(
                Danger.RENAMES,
                table,
                "code that uses " + Quoting.name(from.name()) + " of {} fails from this moment on",
                "alter table " + table.sql() + " add column " + Quoting.name(to.name())
                        + " …; write both, backfill { table '" + table.sql() + "'; set '" + Quoting.name(to.name())
                        + " = " + Quoting.name(from.name()) + "' }, drop the old one when no code uses it");
        table.tree().forEach(r -> {
            Column known = r.columns().remove(from.name());
            if (known != null) {
                r.columns().put(to.name(), known.named(to.name()));
            }
        });
    }

    private void constraint(Relation table, Cursor cursor) {
        Name from = cursor.name();
        cursor.take("to");
        Name to = cursor.name();
        if (from != null && to != null && table.constraints().containsKey(from.name())) {
            Index index = table.indexes().remove(from.name());
            if (index != null) {
                LockMode light = schema.major() < 12 ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
                impact.lockIndex(table, from.name(), light);
                table.indexes().put(to.name(), index.named(to.name()));
            }
            table.constraints()
                    .put(to.name(), table.constraints().remove(from.name()).named(to.name()));
        }
    }
}
