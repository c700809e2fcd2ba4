package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.text.Quoting;

/** Checks that are judged on the rows that are there. */
record Checks(Impact impact, Relation table) {
    /** @param heavy false where the rows are read, and all is known of what is found there */
    void scanned(String name, String condition, boolean heavy) {
        new Rewriting(impact).scan(table);
        impact.find(
                Danger.CHECK_SCANS,
                table,
                "{} is read from end to end for the check" + (heavy ? "" : ", although its column is new")
                        + "; nobody reads or writes it meanwhile",
                apart(
                        "check '" + name + "', '" + condition.replace("'", "\\'") + "'",
                        name,
                        "check (" + condition + ")"));
    }

    /**
     * A constraint made in two transactions.
     *
     * @param word what stands in the block of the word constraint beside the table
     */
    String apart(String word, String name, String constraint) {
        return "constraint { table '" + table.sql() + "'; " + word + " }, or in SQL: " + apart(name, constraint);
    }

    String apart(String name, String constraint) {
        return "alter table " + table.sql() + " add constraint " + Quoting.name(name) + " " + constraint
                + " not valid; then, in a transaction of its own: " + validate(name);
    }

    String validate(String name) {
        return "alter table " + table.sql() + " validate constraint " + Quoting.name(name);
    }
}
