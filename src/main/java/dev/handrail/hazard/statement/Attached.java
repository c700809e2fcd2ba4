package dev.handrail.hazard.statement;

import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import org.jspecify.annotations.Nullable;

/** What hangs on a table: triggers, rules, policies, statistics, comments, publications, grants, sequences. */
record Attached(Schema schema, Impact impact) {
    /** {@code CREATE TRIGGER|RULE|POLICY … ON table}. */
    void on(Cursor cursor, LockMode mode) {
        if (cursor.seek("on") || cursor.seek("to")) {
            cursor.take("only");
            lock(cursor.name(), mode);
        }
    }

    void rule(Cursor cursor) {
        if (cursor.seek("to")) {
            lock(cursor.name(), LockMode.ACCESS_EXCLUSIVE);
        }
    }

    void statistics(Cursor cursor) {
        if (cursor.seek("from")) {
            lock(cursor.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
    }

    void comment(Cursor cursor) {
        cursor.take("on");
        if (cursor.take("index")) {
            Name name = cursor.name();
            Relation table = name == null ? null : schema.indexed(name).orElse(null);
            if (name != null && table != null) {
                impact.lockIndex(table, name.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
        } else if (cursor.take("column")) {
            column(cursor, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (cursor.any("table", "view", "sequence") || cursor.take("materialized", "view")) {
            lock(cursor.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (cursor.any("constraint", "trigger", "policy", "rule")) {
            cursor.name();
            boolean domain = cursor.take("on", "domain");
            if (!domain && cursor.take("on")) {
                lock(cursor.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
        }
    }

    /** {@code table.column} or {@code schema.table.column}. */
    private void column(Cursor cursor, LockMode mode) {
        Name name = cursor.name();
        if (name != null && name.schema() != null) {
            boolean qualified = cursor.take(".");
            lock(qualified ? name : Name.of(name.schema()), mode);
        }
    }

    void publication(Cursor cursor) {
        if (cursor.seek("table")) {
            for (Cursor part : cursor.parts()) {
                part.take("only");
                lock(part.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
        }
    }

    void granted(Cursor cursor) {
        if (schema.major() >= 18 && cursor.seek("on")) {
            cursor.take("table");
            for (Cursor part : cursor.parts()) {
                lock(part.name(), LockMode.ACCESS_SHARE);
            }
        }
    }

    void sequence(Cursor cursor) {
        Name name = cursor.target();
        Relation sequence = name == null ? null : schema.find(name).orElse(null);
        if (sequence == null) {
            return;
        }
        if (cursor.ahead("owner") || cursor.ahead("rename") || cursor.ahead("set")) {
            impact.lock(sequence, LockMode.ACCESS_EXCLUSIVE);
        } else {
            impact.lock(sequence, LockMode.SHARE_ROW_EXCLUSIVE);
            if (!cursor.at("owned")) {
                impact.rewriteSequence(sequence);
            }
        }
        if (cursor.seek("owned", "by")) {
            column(cursor, LockMode.ACCESS_SHARE);
        }
    }

    private void lock(@Nullable Name name, LockMode mode) {
        if (name != null) {
            schema.find(name).ifPresent(table -> impact.lock(table, mode));
        }
    }
}
