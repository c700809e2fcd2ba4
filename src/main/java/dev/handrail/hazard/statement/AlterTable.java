package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.ColumnText;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;
import dev.handrail.text.Token;

/** ALTER TABLE: its actions one after the other. */
record AlterTable(Schema schema, Impact impact) {
    void read(Cursor cursor) {
        if (cursor.take("all", "in")) {
            return;
        }
        Name name = cursor.target();
        Relation table = name == null ? null : schema.meant(name).orElse(null);
        if (table == null) {
            return;
        }
        if (table.kind() == Relation.Kind.SEQUENCE) {
            impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
            return;
        }
        if (!new Renaming(schema, impact).read(table, cursor) && !new Partitions(schema, impact, table).read(cursor)) {
            cursor.parts().forEach(part -> action(table, part));
        }
    }

    private void action(Relation table, Cursor part) {
        if (part.take("add")) {
            added(table, part);
        } else if (part.take("drop")) {
            dropped(table, part);
        } else if (part.take("alter")) {
            if (!part.take("constraint")) {
                part.take("column");
                new Columns(schema, impact, table).altered(part);
            } else {
                impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
            }
        } else if (part.take("validate", "constraint")) {
            new Constraints(schema, impact, table).validated(part);
        } else {
            new TableSettings(schema, impact, table).read(part);
        }
    }

    private void added(Relation table, Cursor part) {
        if (Constraints.starts(part)) {
            new Constraints(schema, impact, table).added(part);
        } else {
            part.take("column");
            part.take("if", "not", "exists");
            new Adding(schema, impact, table).read(ColumnText.read(part));
        }
    }

    private void dropped(Relation table, Cursor part) {
        if (part.take("constraint")) {
            new Constraints(schema, impact, table).dropped(part);
            return;
        }
        part.take("column");
        part.take("if", "exists");
        Token column = part.next();
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        if (column != null) {
            new Columns(schema, impact, table).dropped(column.name());
            if (!table.added().remove(column.name())) {
                impact.find(
                        Danger.DROPS_COLUMN,
                        table,
                        "the values of " + Quoting.name(column.name())
                                + " in {} are gone, and code that names it fails",
                        Danger.DROPS_COLUMN.safe());
            }
            if (part.ahead("cascade")) {
                impact.find(
                        Danger.CASCADES,
                        table,
                        "CASCADE drops whatever hangs on " + Quoting.name(column.name()) + " of {}",
                        Danger.CASCADES.safe());
            }
        }
    }
}
