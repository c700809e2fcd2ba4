package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.ColumnText;
import dev.handrail.hazard.grammar.ColumnText.Generated;
import dev.handrail.hazard.grammar.Conditions;
import dev.handrail.hazard.grammar.Volatility;
import dev.handrail.hazard.schema.Column;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.Constraint.Kind;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** ADD COLUMN. */
record Adding(Schema schema, Impact impact, Relation table) {
    void read(ColumnText column) {
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        if (table.columns().containsKey(column.name())) {
            return; // refused, or passed over with IF NOT EXISTS
        }
        values(column);
        demands(column);
        keys(column);
        table.added().add(column.name());
        table.tree()
                .forEach(r -> r.columns()
                        .put(
                                column.name(),
                                new Column(
                                        column.name(),
                                        column.type(),
                                        column.notNull() || column.primary(),
                                        column.generated() == Generated.STORED)));
    }

    private void values(ColumnText column) {
        String why = perRow(column);
        if (!why.isEmpty()) {
            new Rewriting(impact).of(table);
            impact.find(
                    Danger.COLUMN_PER_ROW,
                    table,
                    "{} is written anew for " + Quoting.name(column.name()) + ": " + why
                            + ". Nobody reads or writes it meanwhile",
                    safe(column));
        }
    }

    /** Why each row gets a value of its own; empty: it gets none. */
    private String perRow(ColumnText column) {
        if (column.identity() || column.type() != null && column.type().serial()) {
            return "each row gets a number of its own";
        }
        if (column.generated() == Generated.STORED) {
            return "each row's value is computed and stored";
        }
        if (column.type() != null && Domains.constrained(schema, column.type())) {
            return "each row is tried against the domain " + column.type().name();
        }
        boolean each = Volatility.perRow(column.defaults(), schema.functions());
        return each ? column.defaultText() + " is another value for each row" : "";
    }

    private String safe(ColumnText column) {
        String add = "alter table " + table.sql() + " add column " + Quoting.name(column.name()) + " ";
        String fill = "; then backfill { table '" + table.sql() + "'; set '" + Quoting.name(column.name()) + " = ";
        if (!column.defaults().isEmpty()) {
            return add + column.typeText() + "; alter table " + table.sql() + " alter column "
                    + Quoting.name(column.name()) + " set default " + column.defaultText() + fill
                    + column.defaultText().replace("'", "\\'") + "'; where '" + Quoting.name(column.name())
                    + " is null' }";
        }
        String type = column.type() != null && column.type().serial()
                ? column.typeText().toLowerCase(Locale.ROOT).startsWith("big") ? "bigint" : "integer"
                : column.typeText();
        return add + type + fill + "…'; where '" + Quoting.name(column.name()) + " is null' }";
    }

    private void demands(ColumnText column) {
        boolean filled = !column.defaults().isEmpty() && !column.defaultText().equalsIgnoreCase("null")
                || column.identity()
                || column.generated() != Generated.NOT
                || column.type() != null && column.type().serial();
        if ((column.notNull() || column.primary()) && !filled) {
            new Rewriting(impact).scan(table);
            if (table.empty()) {
                new Columns(schema, impact, table).demanded(column.name());
                return;
            }
            impact.find(
                    Danger.REFUSED,
                    table,
                    "refused where {} has a row: " + Quoting.name(column.name()) + " would be null in it",
                    "alter table " + table.sql() + " add column " + Quoting.name(column.name()) + " "
                            + column.typeText() + "; fill it with backfill, then set not null");
        }
        for (String check : column.checks()) {
            String name = table.name().name() + "_" + column.name() + "_check";
            if (!column.invalid()) {
                new Checks(impact, table).scanned(name, check, filled);
            }
            table.constraints()
                    .put(
                            name,
                            new Constraint(
                                    name,
                                    Kind.CHECK,
                                    List.copyOf(Conditions.columns(check)),
                                    check,
                                    null,
                                    List.of(),
                                    !column.invalid()));
        }
    }

    private void keys(ColumnText column) {
        if (column.unique() || column.primary()) {
            String ending = column.primary() ? "_pkey" : "_" + column.name() + "_key";
            new Keys(schema, impact, table)
                    .built(
                            column.primary() ? Kind.PRIMARY_KEY : Kind.UNIQUE,
                            "",
                            ending,
                            List.of(column.name()),
                            Set.of());
        }
        if (column.references() != null) {
            boolean empty = column.defaults().isEmpty() || column.defaultText().equalsIgnoreCase("null");
            if (empty && !column.defaults().isEmpty()) {
                new Rewriting(impact).scan(table); // PostgreSQL does not see that every value is null
            }
            new ForeignKeys(schema, impact, table)
                    .added(
                            table.name().name() + "_" + column.name() + "_fkey",
                            List.of(column.name()),
                            column.references(),
                            List.of(),
                            !column.invalid(),
                            !column.invalid() && !empty,
                            LockMode.ACCESS_EXCLUSIVE);
        }
    }
}
