package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.Constraint.Kind;
import dev.handrail.hazard.schema.Index;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Unique and primary keys and exclusion constraints: each stands on an index. */
record Keys(Schema schema, Impact impact, Relation table) {
    /** The index is built by the statement itself. */
    void built(Kind kind, String written, String ending, List<String> columns, Set<String> included) {
        String name = written.isEmpty() ? table.name().name() + ending : written;
        boolean shared = table.kind() == Relation.Kind.PARTITIONED && kind != Kind.PRIMARY_KEY && schema.major() < 18;
        impact.lockTree(table, shared ? LockMode.SHARE : LockMode.ACCESS_EXCLUSIVE);
        impact.lock(table, LockMode.ACCESS_EXCLUSIVE);
        new Rewriting(impact).scan(table);
        String list = columns.stream().map(Quoting::name).collect(Collectors.joining(", "));
        if (kind == Kind.EXCLUSION) {
            impact.find(
                    Danger.EXCLUSION_BUILDS,
                    table,
                    "the index of the exclusion constraint is built on {}; nobody reads or writes it meanwhile",
                    Danger.EXCLUSION_BUILDS.safe());
        } else {
            impact.find(
                    Danger.UNIQUE_BUILDS,
                    table,
                    "the index of the key is built on {}; nobody reads or writes it meanwhile",
                    "constraint { table '" + table.sql() + "'; "
                            + (kind == Kind.PRIMARY_KEY ? "primaryKey" : "unique") + " '" + name + "', '" + list
                            + "' }, or: index { create 'unique " + Quoting.name(name) + " on " + table.sql() + " ("
                            + list + ")' }; then: "
                            + "alter table " + table.sql() + " add constraint " + Quoting.name(name)
                            + (kind == Kind.PRIMARY_KEY ? " primary key" : " unique") + " using index "
                            + Quoting.name(name));
        }
        Set<String> all = new TreeSet<>(columns);
        all.addAll(included);
        table.indexes().put(name, Index.of(name, all, kind != Kind.EXCLUSION));
        made(kind, name, columns);
    }

    /** The index is there. */
    void using(Kind kind, String written, String index) {
        String name = written.isEmpty() ? index : written;
        Index there = table.indexes().get(index);
        LockMode onIndex = schema.major() < 12 ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
        impact.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        if (!name.equals(index)) {
            impact.lockIndex(table, index, onIndex);
        }
        List<String> columns = there == null ? List.of() : List.copyOf(there.columns());
        boolean scans = kind == Kind.PRIMARY_KEY
                && columns.stream().anyMatch(c -> !new NotNulls(schema, impact, table).proven(c));
        if (scans) {
            String missing = columns.stream()
                    .filter(c -> !new NotNulls(schema, impact, table).proven(c))
                    .collect(Collectors.joining(", "));
            new Rewriting(impact).scan(table);
            impact.find(
                    Danger.NOT_NULL_SCANS,
                    table,
                    "{} is read to see that " + missing + " is never null; nobody reads or writes it meanwhile",
                    new NotNulls(schema, impact, table).safe(missing));
        }
        if (there != null && !name.equals(index)) {
            table.indexes().remove(index);
            table.indexes().put(name, there.named(name));
        }
        made(kind, name, columns);
    }

    private void made(Kind kind, String name, List<String> columns) {
        table.constraints().put(name, Constraint.of(name, kind, columns));
        if (kind == Kind.PRIMARY_KEY) {
            columns.forEach(c -> table.columns().computeIfPresent(c, (n, column) -> column.nullable(false)));
        }
    }
}
