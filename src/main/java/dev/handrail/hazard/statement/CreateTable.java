package dev.handrail.hazard.statement;

import dev.handrail.hazard.grammar.ColumnText;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.grammar.Ranges;
import dev.handrail.hazard.schema.Bound;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CREATE TABLE, and what else makes a relation. */
record CreateTable(Schema schema, Impact impact) {
    void read(Cursor cursor, boolean unlogged) {
        boolean perhaps = cursor.at("if", "not", "exists") && !schema.known();
        Name name = cursor.target();
        if (name == null || schema.find(name).filter(r -> !r.assumed()).isPresent()) {
            return; // refused, or passed over with IF NOT EXISTS
        }
        boolean shared = cursor.ahead("partition", "by");
        Relation table = new Relation(name, shared ? Relation.Kind.PARTITIONED : Relation.Kind.TABLE).fresh(true);
        table.unlogged(unlogged);
        schema.add(table);
        if (cursor.take("partition", "of")) {
            partition(table, cursor);
        }
        List<Cursor> parts = cursor.at("(") ? cursor.inside().parts() : List.of();
        parts.forEach(part -> column(table, part));
        parts(table, cursor);
        if (cursor.seek("partition", "by")) {
            cursor.next();
            table.key(cursor.inside().names());
        } else if (cursor.seek("as")) {
            new Queries(schema, impact).read(cursor, true);
        }
        table.fresh(!perhaps);
    }

    private void column(Relation table, Cursor part) {
        if (part.take("like")) {
            Name model = part.name();
            if (model != null) {
                schema.meant(model).ifPresent(m -> {
                    impact.lock(m, LockMode.ACCESS_SHARE);
                    table.columns().putAll(m.columns());
                    m.constraints().values().stream()
                            .filter(c -> !c.indexed() && c.references() == null)
                            .forEach(c -> table.constraints().put(c.name(), c));
                });
            }
        } else if (Constraints.starts(part)) {
            new Constraints(schema, impact, table).added(part);
        } else {
            ColumnText column = ColumnText.read(part);
            new Adding(schema, impact, table).read(column);
            if (column.identity() || column.type() != null && column.type().serial()) {
                Name name = new Name(table.name().schema(), table.name().name() + "_" + column.name() + "_seq");
                table.sequences().add(schema.add(new Relation(name, Relation.Kind.SEQUENCE).fresh(true)));
            }
        }
    }

    private void parts(Relation table, Cursor cursor) {
        if (cursor.take("inherits")) {
            for (String parent : cursor.inside().names()) {
                schema.meant(Name.of(parent)).ifPresent(p -> {
                    impact.lock(p, LockMode.SHARE_UPDATE_EXCLUSIVE);
                    p.columns().forEach(table.columns()::putIfAbsent);
                    table.attach(p, null);
                });
            }
        }
    }

    private void partition(Relation table, Cursor cursor) {
        Name name = cursor.name();
        Optional<Relation> found = name == null ? Optional.empty() : schema.meant(name);
        found.ifPresent(parent -> {
            List<Cursor> own = new ArrayList<>();
            if (cursor.at("(")) {
                own.addAll(cursor.inside().parts());
            }
            Bound bound = Ranges.bound(cursor);
            impact.lock(parent, LockMode.ACCESS_EXCLUSIVE);
            parent.constraints().values().forEach(key -> {
                if (key.references() != null) {
                    schema.meant(key.references()).ifPresent(r -> impact.lockTree(r, LockMode.SHARE_ROW_EXCLUSIVE));
                }
            });
            new Partitions(schema, impact, parent).fallbackScanned(bound);
            table.columns().putAll(parent.columns());
            parent.constraints().forEach(table.constraints()::put);
            parent.indexes().values().forEach(i -> {
                String part = table.name().name() + "_" + String.join("_", i.columns()) + "_idx";
                table.indexes().put(part, i.named(part));
            });
            table.attach(parent, bound);
        });
    }

    /** VIEW and MATERIALIZED VIEW. */
    void view(Cursor cursor, boolean materialized) {
        Name name = cursor.target();
        if (name == null) {
            return;
        }
        Relation.Kind kind = materialized ? Relation.Kind.MATERIALIZED_VIEW : Relation.Kind.VIEW;
        Optional<Relation> old = schema.find(name).filter(r -> !r.assumed());
        old.ifPresent(o -> impact.lock(o, LockMode.ACCESS_EXCLUSIVE));
        cursor.seek("as");
        List<Token> body = cursor.rest();
        boolean filled =
                materialized && !cursor.text(body).toLowerCase(Locale.ROOT).endsWith("with no data");
        List<Relation> sources = new Queries(schema, impact).read(cursor, filled);
        if (old.isEmpty()) {
            schema.add(new Relation(name, kind).fresh(true)).sources().addAll(sources);
        }
    }

    void sequence(Cursor cursor) {
        Name name = cursor.target();
        if (name != null && schema.find(name).isEmpty()) {
            schema.add(new Relation(name, Relation.Kind.SEQUENCE).fresh(true));
        }
    }
}
