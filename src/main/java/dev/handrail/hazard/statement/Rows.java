package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE, MERGE and COPY. */
record Rows(Schema schema, Impact impact) {
    void updated(Cursor cursor) {
        Relation table = changed(cursor);
        cursor.seek("set");
        if (table != null && everyRow(cursor)) {
            List<Token> set = cursor.until("from", "where", "returning");
            all(
                    table,
                    "every row of {} is locked and written anew in one transaction",
                    "backfill { table '" + table.sql() + "'; set '"
                            + cursor.text(set).replace("'", "\\'") + "'"
                            + "; where '…' }");
        }
    }

    void deleted(Cursor cursor) {
        cursor.take("from");
        Relation table = changed(cursor);
        if (table != null && everyRow(cursor)) {
            all(
                    table,
                    "every row of {} is deleted in one transaction",
                    "truncate " + table.sql() + " where all of it shall go; else add a where");
        }
    }

    /** The table whose rows change; null where it is not known. */
    private @Nullable Relation changed(Cursor cursor) {
        cursor.take("only");
        Name name = cursor.name();
        Relation table = name == null ? null : schema.meant(name).orElse(null);
        if (table != null) {
            written(table);
            impact.change(table);
        }
        return table;
    }

    private static boolean everyRow(Cursor cursor) {
        return !cursor.ahead("where") && !cursor.ahead("using") && !cursor.ahead("from");
    }

    private void all(Relation table, String what, String safe) {
        new Rewriting(impact).scan(table);
        impact.find(Danger.EVERY_ROW, table, what, safe);
    }

    private void written(Relation table) {
        for (Relation one : table.tree()) {
            impact.lock(one, LockMode.ROW_EXCLUSIVE);
            impact.lockIndexes(one, LockMode.ROW_EXCLUSIVE);
        }
    }

    void inserted(Cursor cursor) {
        cursor.take("into");
        Name name = cursor.name();
        if (name != null) {
            schema.find(name).ifPresent(this::written);
        }
    }

    void copied(Cursor cursor) {
        Name name = cursor.name();
        Relation table = name == null ? null : schema.find(name).orElse(null);
        if (table != null && cursor.ahead("from")) {
            written(table);
        } else if (table != null) {
            if (schema.major() >= 13) {
                impact.lock(table, LockMode.ACCESS_SHARE); // before, it is given back at once
            }
            impact.scan(table);
        }
    }
}
