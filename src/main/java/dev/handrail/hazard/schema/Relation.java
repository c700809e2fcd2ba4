package dev.handrail.hazard.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table or what resembles one, as it is after the statements read so far. */
public final class Relation {
    /** What it is. */
    public enum Kind {
        TABLE,
        PARTITIONED,
        VIEW,
        MATERIALIZED_VIEW,
        SEQUENCE,
        FOREIGN
    }

    private Name name;
    private final Kind kind;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, Constraint> constraints = new LinkedHashMap<>();
    private final Map<String, Index> indexes = new LinkedHashMap<>();
    private final List<Relation> children = new ArrayList<>();
    private final List<Relation> sequences = new ArrayList<>();
    private final List<Relation> sources = new ArrayList<>();
    private @Nullable Relation parent;
    private @Nullable Bound bound;
    private List<String> key = List.of();
    private final Set<String> added = new HashSet<>();
    private boolean fresh;
    private boolean visible;
    private boolean assumed;
    private boolean unlogged;
    private @Nullable Size size;

    public Relation(Name name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    public Name name() {
        return name;
    }

    public void rename(Name other) {
        visible &= Objects.equals(name.schema(), other.schema());
        name = other;
    }

    /** As it is written in SQL. */
    public String sql() {
        return visible ? Name.of(name.name()).sql() : name.sql();
    }

    /** It is found without its schema. */
    public void visible(boolean found) {
        visible = found;
    }

    public Kind kind() {
        return kind;
    }

    public Map<String, Column> columns() {
        return columns;
    }

    public Map<String, Constraint> constraints() {
        return constraints;
    }

    public Map<String, Index> indexes() {
        return indexes;
    }

    /** Partitions, and tables that inherit from it. */
    public List<Relation> children() {
        return children;
    }

    /** Sequences that belong to its columns. */
    public List<Relation> sequences() {
        return sequences;
    }

    /** Tables that a materialized view is filled from, as far as they are known. */
    public List<Relation> sources() {
        return sources;
    }

    public Optional<Relation> parent() {
        return Optional.ofNullable(parent);
    }

    public @Nullable Bound bound() {
        return bound;
    }

    /** Makes it a child of another. */
    public void attach(Relation to, @Nullable Bound rows) {
        parent = to;
        bound = rows;
        to.children.add(this);
    }

    public void detach() {
        if (parent != null) {
            parent.children.remove(this);
        }
        parent = null;
        bound = null;
    }

    /** The columns by which rows are shared out among partitions. */
    public List<String> key() {
        return key;
    }

    public void key(List<String> partitioned) {
        key = List.copyOf(partitioned);
    }

    /** Made by one of the statements read so far: nobody else uses it yet. */
    public boolean fresh() {
        return fresh;
    }

    public Relation fresh(boolean made) {
        fresh = made;
        return this;
    }

    /** Columns that statements read so far have added: nobody else has put values into them yet. */
    public Set<String> added() {
        return added;
    }

    /** Named by a statement, and nothing more is known of it. */
    public boolean assumed() {
        return assumed;
    }

    public Relation assume() {
        assumed = true;
        return this;
    }

    /** Without a trace in the write-ahead log. */
    public boolean unlogged() {
        return unlogged;
    }

    public void unlogged(boolean now) {
        unlogged = now;
    }

    public @Nullable Size size() {
        return size;
    }

    public void size(Size measured) {
        size = measured;
    }

    public boolean small() {
        return size != null && size.small() && children.stream().allMatch(Relation::small);
    }

    /** Surely without a row. */
    public boolean empty() {
        return size != null && size.empty() && children.stream().allMatch(Relation::empty);
    }

    /** It and everything below it. */
    public List<Relation> tree() {
        List<Relation> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.tree()));
        return all;
    }

    public Optional<Relation> fallback() {
        return children.stream()
                .filter(c -> c.bound != null && c.bound.isDefault())
                .findFirst();
    }
}
