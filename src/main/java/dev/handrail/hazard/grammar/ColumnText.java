package dev.handrail.hazard.grammar;

import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.TypeName;
import dev.handrail.text.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as CREATE TABLE and ADD COLUMN define it.
 *
 * @param typeText the type as it is written
 * @param defaults the expression behind DEFAULT; empty: none
 * @param checks the conditions of its checks
 * @param invalid its checks and keys are NOT VALID or NOT ENFORCED
 */
public record ColumnText(
        String name,
        @Nullable TypeName type,
        String typeText,
        boolean notNull,
        List<Token> defaults,
        String defaultText,
        List<String> checks,
        boolean unique,
        boolean primary,
        @Nullable Name references,
        boolean identity,
        Generated generated,
        boolean invalid) {
    /** How a generated column comes to its values. */
    public enum Generated {
        NOT,
        STORED,
        VIRTUAL
    }

    private static final String[] PARTS = {
        "constraint",
        "not null",
        "null",
        "default",
        "check",
        "unique",
        "primary key",
        "references",
        "generated",
        "collate",
        "not valid",
        "not enforced",
        "enforced",
        "no inherit",
        "deferrable",
        "not deferrable",
        "initially",
        "on delete",
        "on update",
        "match",
        "storage",
        "compression",
        "using index"
    };

    public static ColumnText read(Cursor cursor) {
        Token first = cursor.next();
        List<Token> rest = cursor.rest();
        TypeName type = Types.read(cursor);
        String written = cursor.text(rest.subList(0, rest.size() - cursor.rest().size()));
        return new Parts(first == null ? "" : first.name(), type, written).read(cursor);
    }

    /** The parts while they are read. */
    private static final class Parts {
        private final String name;
        private final @Nullable TypeName type;
        private final String typeText;
        private boolean notNull;
        private List<Token> defaults = List.of();
        private String defaultText = "";
        private final List<String> checks = new ArrayList<>();
        private boolean unique;
        private boolean primary;
        private @Nullable Name references;
        private boolean identity;
        private Generated generated = Generated.NOT;
        private boolean invalid;

        Parts(String name, @Nullable TypeName type, String typeText) {
            this.name = name;
            this.type = type;
            this.typeText = typeText;
        }

        ColumnText read(Cursor cursor) {
            while (!cursor.done()) {
                if (!demand(cursor)) {
                    filled(cursor);
                }
            }
            return new ColumnText(
                    name,
                    type,
                    typeText,
                    notNull,
                    defaults,
                    defaultText,
                    checks,
                    unique,
                    primary,
                    references,
                    identity,
                    generated,
                    invalid);
        }

        private boolean demand(Cursor cursor) {
            if (cursor.take("not", "null")) {
                notNull = true;
            } else if (cursor.take("check")) {
                checks.add(cursor.inside().text());
            } else if (cursor.take("unique")) {
                unique = true;
            } else if (cursor.take("primary", "key")) {
                primary = true;
            } else if (cursor.take("references")) {
                references = cursor.name();
                cursor.inside();
            } else if (cursor.take("not", "valid") || cursor.take("not", "enforced")) {
                invalid = true;
            } else {
                return false;
            }
            return true;
        }

        private void filled(Cursor cursor) {
            if (cursor.take("default")) {
                defaults = cursor.until(PARTS);
                defaultText = cursor.text(defaults);
            } else if (cursor.take("generated")) {
                cursor.seek("as");
                if (cursor.take("identity")) {
                    identity = true;
                } else {
                    cursor.inside();
                    generated = cursor.take("stored") ? Generated.STORED : Generated.VIRTUAL;
                }
            } else {
                cursor.next();
            }
        }
    }
}
