package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Conditions;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.Index;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;
import dev.handrail.text.Token;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER, DROP INDEX and REINDEX. */
record Indexes(Schema schema, Impact impact) {
    void created(Cursor cursor, boolean unique) {
        boolean apart = cursor.take("concurrently");
        boolean perhaps = cursor.take("if", "not", "exists");
        Name written = cursor.at("on") ? null : cursor.name();
        cursor.take("on");
        boolean only = cursor.take("only");
        Name on = cursor.name();
        String rest = cursor.text();
        if (on == null) {
            return;
        }
        schema.meant(on).ifPresent(table -> {
            Index index = index(table, written, unique, cursor);
            impact.lock(table, apart ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
            Index there = table.indexes().get(index.name());
            if (there != null) {
                if (perhaps && !there.valid()) {
                    stays(table, index, unique, rest);
                }
                return; // refused, or passed over with IF NOT EXISTS
            }
            if (apart) {
                impact.waits();
            } else if (!only) {
                built(table, index, unique, rest);
            }
            table.indexes().put(index.name(), index);
        });
    }

    private static Index index(Relation table, @Nullable Name written, boolean unique, Cursor c) {
        if (c.take("using")) {
            c.name();
        }
        Cursor list = c.inside();
        List<Token> all = list.rest();
        String text = list.text(all);
        boolean condition = c.ahead("where");
        boolean plain = !condition && all.stream().noneMatch(t -> t.is("("));
        Set<String> columns = new TreeSet<>(Conditions.columns(text + " " + c.text()));
        columns.removeIf(n -> !table.columns().isEmpty() && !table.columns().containsKey(n));
        String name = written == null ? table.name().name() + "_" + String.join("_", columns) + "_idx" : written.name();
        return new Index(name, columns, unique, plain, "", true);
    }

    private void built(Relation table, Index index, boolean unique, String rest) {
        impact.lockTree(table, LockMode.SHARE);
        new Rewriting(impact).scan(table);
        for (Relation part : table.tree()) {
            if (part != table) {
                String name = part.name().name() + "_" + String.join("_", index.columns()) + "_idx";
                part.indexes().put(name, index.in(name));
            }
        }
        boolean shared = table.kind() == Relation.Kind.PARTITIONED;
        if (!shared || !table.children().isEmpty()) {
            impact.find(
                    Danger.INDEX_BUILDS,
                    table,
                    "an index is built on {}; nobody writes to it meanwhile",
                    shared
                            ? "build it on each partition with index, then this: what is there is taken over"
                            : word(table, index, unique, rest));
        }
    }

    private static String word(Relation table, Index index, boolean unique, String rest) {
        return "index { create '" + (unique ? "unique " : "") + Quoting.name(index.name()) + " on " + table.sql() + " "
                + rest.replace("'", "\\'") + "' }";
    }

    private void stays(Relation table, Index index, boolean unique, String rest) {
        impact.find(
                Danger.STAYS_INVALID,
                table,
                "the index " + Quoting.name(index.name()) + " on {} is not valid, and stays so: IF NOT EXISTS passes it"
                        + " over and builds none",
                word(table, index, unique, rest) + " drops it with the consent drop-invalid-index, and builds it anew");
    }

    void altered(Cursor cursor) {
        if (cursor.take("all", "in")) {
            return;
        }
        Name name = cursor.target();
        Relation table = name == null ? null : schema.indexed(name).orElse(null);
        if (name == null || table == null) {
            return;
        }
        LockMode light = schema.major() < 12 ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
        if (cursor.take("rename", "to")) {
            impact.lockIndex(table, name.name(), light);
            Name to = cursor.name();
            Index known = table.indexes().remove(name.name());
            if (to != null && known != null) {
                table.indexes().put(to.name(), known.named(to.name()));
            }
        } else if (cursor.take("attach", "partition")) {
            impact.lockIndex(table, name.name(), light);
            impact.lock(table, LockMode.ACCESS_SHARE);
            Name part = cursor.name();
            if (part != null) {
                schema.indexed(part).ifPresent(p -> {
                    impact.lockIndex(p, part.name(), LockMode.ACCESS_EXCLUSIVE);
                    impact.lock(p, LockMode.ACCESS_SHARE);
                });
            }
        } else if (cursor.at("set", "(") || cursor.at("reset", "(")) {
            impact.lockIndex(table, name.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (cursor.at("alter")) {
            impact.lockIndex(table, name.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else {
            impact.lockIndex(table, name.name(), LockMode.ACCESS_EXCLUSIVE);
        }
    }

    void dropped(Cursor cursor) {
        boolean apart = cursor.take("concurrently");
        cursor.take("if", "exists");
        for (Cursor part : cursor.parts()) {
            Name name = part.name();
            Relation table = name == null ? null : schema.indexed(name).orElse(null);
            if (name == null || table == null) {
                continue;
            }
            LockMode mode = apart ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
            impact.lockTree(table, mode);
            for (Relation one : table.tree()) {
                List.copyOf(one.indexes().values()).stream()
                        .filter(i -> i.name().equals(name.name()) || i.parent().equals(name.name()))
                        .forEach(i -> {
                            impact.lockIndex(one, i.name(), mode);
                            one.indexes().remove(i.name());
                        });
            }
            if (apart) {
                impact.waits();
            }
        }
    }

    void rebuilt(Cursor cursor) {
        boolean apart = cursor.at("(") && cursor.inside().ahead("concurrently");
        boolean index = cursor.take("index");
        if (!index && !cursor.take("table")) {
            return;
        }
        apart |= cursor.take("concurrently");
        Name name = cursor.name();
        Relation table = name == null ? null : (index ? schema.indexed(name) : schema.meant(name)).orElse(null);
        if (name == null || table == null) {
            return;
        }
        if (apart) {
            impact.waits();
            impact.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
            return;
        }
        impact.lockTree(table, LockMode.SHARE);
        List<String> all =
                index ? List.of(name.name()) : List.copyOf(table.indexes().keySet());
        all.forEach(i -> impact.rewriteIndex(table, i));
        new Rewriting(impact).scan(table);
        impact.find(
                Danger.REINDEXES,
                table,
                "indexes of {} are built anew; nobody writes to it meanwhile",
                "reindex " + (index ? "index" : "table") + " concurrently " + name.sql()
                        + ", in a step of its own with outsideTransaction()");
    }
}
