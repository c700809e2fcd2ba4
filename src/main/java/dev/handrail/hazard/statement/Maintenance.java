package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.Index;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import java.util.Locale;

/** CLUSTER, VACUUM, ANALYZE, REFRESH and LOCK. */
record Maintenance(Schema schema, Impact impact) {
    void cluster(Cursor cursor) {
        cursor.inside();
        cursor.take("verbose");
        Name name = cursor.name();
        if (name != null) {
            schema.meant(name).ifPresent(this::compacted);
        }
    }

    void vacuum(Cursor cursor) {
        boolean full = cursor.at("(") ? cursor.inside().ahead("full") : cursor.take("full");
        boolean option = true;
        while (option) {
            option = cursor.any("freeze", "verbose", "analyze", "analyse");
        }
        for (Cursor part : cursor.parts()) {
            Name name = part.name();
            Relation table = name == null ? null : schema.meant(name).orElse(null);
            if (table != null && full) {
                compacted(table);
            } else if (table != null) {
                impact.lockTree(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
        }
    }

    private void compacted(Relation table) {
        new Rewriting(impact).of(table);
        impact.find(
                Danger.COMPACTS,
                table,
                "{} is written anew; nobody reads or writes it meanwhile",
                "vacuum (analyze) " + table.sql() + "; to give space back: pg_repack");
    }

    void analyze(Cursor cursor) {
        if (cursor.at("(")) {
            cursor.inside();
        }
        cursor.take("verbose");
        for (Cursor part : cursor.parts()) {
            Name name = part.name();
            if (name != null) {
                schema.find(name).ifPresent(t -> impact.lockTree(t, LockMode.SHARE_UPDATE_EXCLUSIVE));
            }
        }
    }

    void refreshed(Cursor cursor) {
        boolean apart = cursor.take("concurrently");
        Name name = cursor.name();
        Relation view = name == null ? null : schema.meant(name).orElse(null);
        if (view == null) {
            return;
        }
        view.sources().forEach(source -> new Queries(schema, impact).reads(source, true));
        if (apart) {
            impact.lock(view, LockMode.EXCLUSIVE);
            view.indexes().keySet().forEach(i -> impact.lockIndex(view, i, LockMode.ROW_EXCLUSIVE));
            impact.scan(view);
            return;
        }
        impact.emptied(view);
        String unique = view.indexes().values().stream().anyMatch(Index::unique)
                ? ""
                : "create unique index … on " + view.sql() + "; then ";
        impact.find(
                Danger.REFRESHES,
                view,
                "{} is filled anew; nobody reads it meanwhile",
                unique + "refresh materialized view concurrently " + view.sql());
    }

    void locked(Cursor cursor) {
        cursor.take("table");
        LockMode mode = LockMode.ACCESS_EXCLUSIVE;
        for (LockMode each : LockMode.values()) {
            String[] words =
                    ("in " + each.shown() + " mode").toLowerCase(Locale.ROOT).split(" ");
            mode = cursor.ahead(words) ? each : mode;
        }
        for (Cursor part : cursor.parts()) {
            part.take("only");
            Name name = part.name();
            if (name != null) {
                LockMode taken = mode;
                schema.meant(name).ifPresent(t -> locked(t, taken));
            }
        }
    }

    private void locked(Relation table, LockMode mode) {
        impact.lockTree(table, mode);
        if (mode.blocksWriters()) {
            impact.find(
                    Danger.LOCKED,
                    table,
                    "nobody " + (mode.blocksReaders() ? "reads or writes" : "writes to")
                            + " {} until this transaction ends",
                    Danger.LOCKED.safe());
        }
    }
}
