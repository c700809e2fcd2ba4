package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.grammar.Types;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.schema.TypeName;
import dev.handrail.hazard.schema.UserType;
import dev.handrail.text.Token;
import java.util.List;
import java.util.Set;

/** Types, domains and functions. */
record UserTypes(Schema schema, Impact impact, Set<String> newValues) {
    void domain(Cursor cursor) {
        Name name = cursor.name();
        cursor.take("as");
        TypeName base = Types.read(cursor);
        if (name != null && base != null) {
            boolean constrained = cursor.ahead("check") || cursor.ahead("not", "null");
            schema.types().put(name.name(), new UserType(name.name(), base, constrained));
        }
    }

    void type(Cursor cursor) {
        Name name = cursor.name();
        if (name != null) {
            schema.types().put(name.name(), new UserType(name.name(), null, false));
        }
    }

    void function(Cursor cursor) {
        Name name = cursor.name();
        cursor.inside();
        boolean steady = cursor.ahead("immutable") || cursor.ahead("stable");
        if (name != null) {
            schema.functions().put(name.name(), !steady);
        }
    }

    void alteredDomain(Cursor cursor) {
        Name name = cursor.name();
        if (name == null) {
            return;
        }
        boolean add = cursor.take("add");
        boolean demands = add || cursor.at("set", "not", "null");
        boolean validates = cursor.take("validate");
        boolean judged = (demands || validates) && !cursor.ahead("not", "valid");
        if (judged) {
            for (Relation table : schema.using(name.name())) {
                impact.lockTree(table, LockMode.SHARE);
                new Rewriting(impact).scan(table);
                impact.find(
                        Danger.DOMAIN_SCANS,
                        table,
                        "{} is read from end to end, because it uses the domain " + name.sql()
                                + "; nobody writes to it meanwhile",
                        validates ? "when few write: there is no way around it" : safe(name, cursor));
            }
        }
        UserType known = schema.types().get(name.name());
        if (demands && known != null) {
            schema.types().put(name.name(), new UserType(known.name(), known.base(), true));
        }
    }

    private static String safe(Name name, Cursor cursor) {
        String constraint = cursor.text();
        return "alter domain " + name.sql() + " add " + constraint + " not valid; then, when few write: alter domain "
                + name.sql() + " validate constraint …";
    }

    void alteredType(Cursor cursor) {
        Name name = cursor.name();
        if (name == null) {
            return;
        }
        if (cursor.take("add", "value")) {
            cursor.take("if", "not", "exists");
            Token value = cursor.next();
            if (value != null && value.kind() == Token.Kind.LITERAL) {
                newValues.add(value.text());
            }
        } else if (cursor.take("rename", "value")) {
            impact.find(
                    Danger.RENAMES,
                    null,
                    "code that uses the old value of " + name.sql() + " fails from this moment on",
                    "add the new value, move to it with backfill, leave the old one");
        } else if (cursor.ahead("attribute")) {
            for (Relation table : schema.using(name.name())) {
                impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
            }
        }
    }

    /** A value that this transaction added can't be used in it. */
    void tooEarly(List<Token> statement) {
        statement.stream()
                .filter(t -> t.kind() == Token.Kind.LITERAL && newValues.contains(t.text()))
                .findFirst()
                .ifPresent(t -> impact.find(
                        Danger.ENUM_VALUE_TOO_EARLY,
                        null,
                        t.text() + " was added in this transaction and can't be used before it has ended",
                        Danger.ENUM_VALUE_TOO_EARLY.safe()));
    }
}
