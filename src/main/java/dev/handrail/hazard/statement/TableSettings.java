package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE actions on the table as a whole. */
record TableSettings(Schema schema, Impact impact, Relation table) {
    private static final String MEANWHILE = "; nobody reads or writes it meanwhile";

    void read(Cursor part) {
        if (part.take("set")) {
            set(part);
        } else if (part.at("reset", "(")) {
            impact.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (part.take("cluster", "on")) {
            named(part.name(), LockMode.SHARE_UPDATE_EXCLUSIVE, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (part.take("replica", "identity", "using", "index")) {
            named(part.name(), LockMode.ACCESS_EXCLUSIVE, LockMode.SHARE);
        } else if (part.at("enable", "row") || part.at("force", "row")) {
            secured(part.at("enable"));
        } else if (triggers(part)) {
            impact.lockTree(table, LockMode.SHARE_ROW_EXCLUSIVE);
        } else if (part.take("owner", "to")) {
            impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
            impact.lockIndexes(table, LockMode.ACCESS_EXCLUSIVE);
            table.sequences().forEach(s -> impact.lock(s, LockMode.ACCESS_EXCLUSIVE));
        } else if (part.take("inherit")) {
            inherit(part.name());
        } else {
            impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void named(@Nullable Name index, LockMode onTable, LockMode onIndex) {
        impact.lock(table, onTable);
        if (index != null) {
            impact.lockIndex(table, index.name(), onIndex);
        }
    }

    private static boolean triggers(Cursor part) {
        return part.at("enable", "trigger")
                || part.at("disable", "trigger")
                || part.at("enable", "always", "trigger")
                || part.at("enable", "replica", "trigger");
    }

    private void secured(boolean enabled) {
        impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
        if (enabled) {
            impact.find(
                    Danger.HIDES_ROWS,
                    table,
                    "users other than the owner see no row of {} until a policy lets them",
                    "create policy … on " + table.sql() + " … in the same transaction, before this");
        }
    }

    private void set(Cursor part) {
        if (part.at("(") || part.at("without", "cluster")) {
            impact.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (part.take("unlogged")) {
            logged(true);
        } else if (part.take("logged")) {
            logged(false);
        } else if (part.take("tablespace")) {
            moved(part.name());
        } else if (part.take("access", "method")) {
            Name method = part.name();
            impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
            if (method != null
                    && !method.name().equals("heap")
                    && !method.name().equals("default")) {
                rewritten();
            }
        } else {
            impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void logged(boolean lost) {
        impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
        if (table.unlogged() == lost && !table.assumed()) {
            return;
        }
        table.unlogged(lost);
        rewritten();
        if (schema.major() >= 15) {
            table.sequences().forEach(s -> {
                impact.lock(s, LockMode.ACCESS_EXCLUSIVE);
                impact.rewriteSequence(s);
            });
        }
        if (lost) {
            impact.find(
                    Danger.UNLOGGED,
                    table,
                    "after a crash {} is empty, and a standby never has its rows",
                    Danger.UNLOGGED.safe());
        }
    }

    private void rewritten() {
        impact.rewrite(table);
        impact.find(Danger.STORAGE_REWRITES, table, "{} is written anew" + MEANWHILE, Danger.STORAGE_REWRITES.safe());
    }

    private void moved(@Nullable Name tablespace) {
        impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
        if (tablespace != null && !tablespace.name().equals("pg_default")) {
            impact.copy(table);
            impact.find(
                    Danger.STORAGE_REWRITES,
                    table,
                    "{} is copied to tablespace " + tablespace.sql() + MEANWHILE,
                    Danger.STORAGE_REWRITES.safe());
        }
    }

    private void inherit(@Nullable Name parent) {
        impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
        if (parent != null) {
            schema.meant(parent).ifPresent(p -> {
                impact.lock(p, LockMode.SHARE_UPDATE_EXCLUSIVE);
                table.attach(p, null);
            });
        }
    }
}
