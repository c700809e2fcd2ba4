package dev.handrail.hazard.statement;

import dev.handrail.hazard.grammar.Conditions;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.Constraint.Kind;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Token;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** ADD, VALIDATE and DROP CONSTRAINT, and the constraints of CREATE TABLE. */
record Constraints(Schema schema, Impact impact, Relation table) {
    static boolean starts(Cursor part) {
        return part.at("constraint")
                || part.at("check")
                || part.at("unique")
                || part.at("primary", "key")
                || part.at("foreign", "key")
                || part.at("exclude")
                || part.at("not", "null");
    }

    void added(Cursor part) {
        String name = "";
        if (part.take("constraint")) {
            Name written = part.name();
            name = written == null ? "" : written.name();
        }
        boolean later = part.ahead("not", "valid") || part.ahead("not", "enforced");
        if (part.take("check")) {
            check(name, part.inside().text(), !later);
        } else if (part.take("foreign", "key")) {
            foreign(name, part, !later);
        } else if (part.take("unique")) {
            key(Kind.UNIQUE, name, part);
        } else if (part.take("primary", "key")) {
            key(Kind.PRIMARY_KEY, name, part);
        } else if (part.take("exclude")) {
            part.seek("using");
            part.name();
            List<String> columns = part.inside().names();
            new Keys(schema, impact, table)
                    .built(Kind.EXCLUSION, name, "_" + String.join("_", columns) + "_excl", columns, Set.of());
        } else if (part.take("not", "null")) {
            Token column = part.next();
            if (column != null) {
                new NotNulls(schema, impact, table).added(name, column.name(), !later);
            }
        }
    }

    private void check(String name, String condition, boolean judged) {
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        List<String> columns = List.copyOf(Conditions.columns(condition));
        String known = name.isEmpty()
                ? table.name().name() + "_" + (columns.isEmpty() ? "" : columns.get(0) + "_") + "check"
                : name;
        if (judged) {
            new Checks(impact, table).scanned(known, condition, true);
        }
        table.tree()
                .forEach(r -> r.constraints()
                        .put(known, new Constraint(known, Kind.CHECK, columns, condition, null, List.of(), judged)));
    }

    private void foreign(String name, Cursor part, boolean judged) {
        List<String> columns = part.inside().names();
        part.take("references");
        Name target = part.name();
        List<String> referenced = part.inside().names();
        if (target != null) {
            String known = name.isEmpty() ? table.name().name() + "_" + String.join("_", columns) + "_fkey" : name;
            new ForeignKeys(schema, impact, table)
                    .added(known, columns, target, referenced, judged, judged, LockMode.SHARE_ROW_EXCLUSIVE);
        }
    }

    private void key(Kind kind, String name, Cursor part) {
        if (part.take("using", "index")) {
            Name index = part.name();
            new Keys(schema, impact, table).using(kind, name, index == null ? "" : index.name());
            return;
        }
        part.take("nulls", "not", "distinct");
        List<String> columns = part.inside().names();
        Set<String> included =
                part.take("include") ? new TreeSet<>(part.inside().names()) : Set.of();
        String ending =
                kind == Kind.PRIMARY_KEY ? "_pkey" : "_" + columns.stream().collect(Collectors.joining("_")) + "_key";
        new Keys(schema, impact, table).built(kind, name, ending, columns, included);
    }

    void validated(Cursor part) {
        Name name = part.name();
        Constraint known = name == null ? null : table.constraints().get(name.name());
        impact.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
        if (known == null && !table.assumed() || known != null && known.valid()) {
            return;
        }
        if (known != null && known.kind() == Kind.FOREIGN_KEY) {
            impact.lockTree(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
            new ForeignKeys(schema, impact, table).validated(known);
        } else {
            impact.lockTree(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
            new Rewriting(impact).scan(table);
        }
        if (known != null) {
            table.tree().forEach(r -> r.constraints().computeIfPresent(known.name(), (n, c) -> c.validated()));
            if (known.kind() == Kind.NOT_NULL) {
                known.columns()
                        .forEach(c -> table.columns().computeIfPresent(c, (n, column) -> column.nullable(false)));
            }
        }
    }

    void dropped(Cursor part) {
        part.take("if", "exists");
        Name name = part.name();
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        Constraint known = name == null ? null : table.constraints().get(name.name());
        if (known == null) {
            return;
        }
        new ForeignKeys(schema, impact, table).dropped(known);
        for (Relation one : table.tree()) {
            if (known.indexed() && one.indexes().remove(known.name()) != null) {
                impact.lockIndex(one, known.name(), LockMode.ACCESS_EXCLUSIVE);
            }
            one.constraints().remove(known.name());
        }
        if (known.kind() == Kind.NOT_NULL) {
            known.columns().forEach(c -> table.columns().computeIfPresent(c, (n, column) -> column.nullable(true)));
        }
        if (known.indexed() && part.take("cascade")) {
            schema.referencing(table).forEach(r -> impact.lockTree(r, LockMode.ACCESS_EXCLUSIVE));
        }
    }
}
