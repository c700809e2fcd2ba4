package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Conditions;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.grammar.Types;
import dev.handrail.hazard.schema.Column;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.schema.TypeName;
import dev.handrail.text.Quoting;
import dev.handrail.text.Token;
import java.util.List;

/** ALTER COLUMN and DROP COLUMN. */
record Columns(Schema schema, Impact impact, Relation table) {
    void altered(Cursor part) {
        Token first = part.next();
        if (first == null || !first.named()) {
            return;
        }
        String column = first.name();
        if (part.take("set", "not", "null")) {
            new NotNulls(schema, impact, table).set(column);
        } else if (part.take("drop", "not", "null")) {
            new NotNulls(schema, impact, table).drop(column);
        } else if (part.take("type") || part.take("set", "data", "type")) {
            typed(column, part);
        } else if (part.take("set", "expression")) {
            computed(column);
        } else if (part.take("drop", "default")) {
            impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
            Column known = table.columns().get(column);
            if (known != null && known.notNull()) {
                demanded(column);
            }
        } else if (part.at("set", "statistics") || part.at("set", "(") || part.at("reset")) {
            impact.lockTree(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else {
            impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        }
    }

    void demanded(String column) {
        impact.find(
                Danger.DEMANDS,
                table,
                "old code that does not set " + Quoting.name(column) + " of {} is refused from this moment on",
                Danger.DEMANDS.safe());
    }

    private void typed(String column, Cursor part) {
        List<Token> before = part.rest();
        TypeName type = Types.read(part);
        String written = part.text(before.subList(0, before.size() - part.rest().size()));
        Cursor using = part.seek("using") ? new Cursor(Conditions.peeled(part.text())) : null;
        if (type != null) {
            new Retyping(schema, impact, table).read(column, type, written, using);
        }
    }

    private void computed(String column) {
        Column known = table.columns().get(column);
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        if (known == null || known.stored()) {
            new Rewriting(impact).of(table);
            impact.find(
                    Danger.STORAGE_REWRITES,
                    table,
                    "{} is written anew for the values of " + Quoting.name(column)
                            + "; nobody reads or writes it meanwhile",
                    "a new column, filled with backfill, then change names");
        }
    }

    void dropped(String column) {
        for (Relation one : table.tree()) {
            one.columns().remove(column);
            one.indexes().values().removeIf(i -> {
                boolean gone = i.columns().contains(column);
                if (gone) {
                    impact.lockIndex(one, i.name(), LockMode.ACCESS_EXCLUSIVE);
                }
                return gone;
            });
            for (Constraint each : List.copyOf(one.constraints().values())) {
                if (each.columns().contains(column)) {
                    new ForeignKeys(schema, impact, one).dropped(each);
                    one.constraints().remove(each.name());
                }
            }
        }
        List.copyOf(table.sequences()).stream()
                .filter(s -> s.name().name().equals(table.name().name() + "_" + column + "_seq"))
                .forEach(s -> impact.lock(s, LockMode.ACCESS_EXCLUSIVE));
    }
}
