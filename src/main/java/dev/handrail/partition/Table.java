package dev.handrail.partition;

import dev.handrail.text.Quoting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table partitioned by one column.
 *
 * @param strategy {@code r} range, {@code l} list, {@code h} hash
 * @param type of the column, as {@code format_type} writes it
 * @param tablespace in which partitions are made; null: the database's own
 * @param children all but the default partition
 * @param fallback the default partition; null: none
 * @param fillings tables that are being filled with the default partition's rows, to be attached
 * @param referencedBy tables whose foreign keys point at the whole table
 * @param points it has foreign keys of its own
 * @param major the server's major version
 */
record Table(
        long oid,
        String schema,
        String name,
        String strategy,
        String column,
        String type,
        String owner,
        @Nullable String tablespace,
        List<Child> children,
        @Nullable Fallback fallback,
        List<Filling> fillings,
        List<String> referencedBy,
        boolean points,
        int major) {
    /** A table that will be a partition; {@code check} tells of which rows. */
    record Filling(String schema, String name, String check) {
        String qualified() {
            return Quoting.qualified(schema, name);
        }
    }

    Table {
        children = List.copyOf(children);
        fillings = List.copyOf(fillings);
        referencedBy = List.copyOf(referencedBy);
    }

    String qualified() {
        return Quoting.qualified(schema, name);
    }

    /** Partitions that hold rows of the table. */
    List<Child> attached() {
        return children.stream().filter(c -> !c.detaching()).toList();
    }

    /** The check by which a partition is known while it is filled. */
    String filling(Wanted wanted) {
        return Excluding.filling(oid, wanted.share().inside(Quoting.name(column)));
    }

    /** True where an earlier attempt has made the table of a partition, and maybe moved rows into it. */
    boolean fills(Wanted wanted) {
        return !fillings.isEmpty() && fillings.contains(new Filling(wanted.schema(), wanted.name(), filling(wanted)));
    }

    /**
     * True where an attach locks nothing that others need: a foreign key makes it lock the other table, a default
     * partition makes it lock that.
     */
    boolean attachesQuietly() {
        return fallback == null && !points && referencedBy.isEmpty();
    }

    /** Where new partitions are made: beside those that are there. */
    String home() {
        return children.isEmpty() ? schema : children.get(children.size() - 1).schema();
    }

    /** A detach that lets everybody read and write meanwhile: from PostgreSQL 14, where there is no default partition. */
    boolean detachesConcurrently() {
        return major >= 14 && fallback == null;
    }
}
