package dev.handrail.partition;

import dev.handrail.text.Quoting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table partitioned by ranges of one column of time, with its partitions.
 *
 * @param tablespace in which partitions are made; null: the database's own
 * @param fallback the default partition; null: none
 * @param fillings tables that are being filled with the default partition's rows, to be attached
 * @param referencedBy tables whose foreign keys point at the whole table
 * @param major the server's major version
 */
record Parent(
        long oid,
        String schema,
        String name,
        String column,
        Axis axis,
        String owner,
        @Nullable String tablespace,
        List<Existing> partitions,
        @Nullable Fallback fallback,
        List<Filling> fillings,
        List<String> referencedBy,
        int major) {
    /** A table that will be a partition; {@code check} tells of which rows. */
    record Filling(String schema, String name, String check) {
        String qualified() {
            return Quoting.qualified(schema, name);
        }
    }

    Parent {
        partitions = partitions.stream()
                .sorted(Comparator.comparing(e -> e.bounds().from()))
                .toList();
    }

    String qualified() {
        return Quoting.qualified(schema, name);
    }

    /** Partitions that hold rows of the table, oldest first. */
    List<Existing> attached() {
        return partitions.stream().filter(e -> !e.detaching()).toList();
    }

    /** The newest one. */
    Optional<Existing> newest() {
        List<Existing> attached = attached();
        return attached.isEmpty() ? Optional.empty() : Optional.of(attached.get(attached.size() - 1));
    }

    List<Existing> detaching() {
        return partitions.stream().filter(Existing::detaching).toList();
    }

    /** The check by which a partition is known while it is filled. */
    String filling(Wanted wanted) {
        return Excluding.filling(oid, wanted.share().inside(Quoting.name(column)));
    }

    /** True where an earlier attempt has made the table of a partition, and maybe moved rows into it. */
    boolean fills(Wanted wanted) {
        return fillings.contains(new Filling(wanted.schema(), wanted.name(), filling(wanted)));
    }

    /** Where new partitions are made: beside the newest one. */
    String home() {
        return partitions.isEmpty()
                ? schema
                : partitions.get(partitions.size() - 1).schema();
    }

    /** A detach that lets everybody read and write meanwhile: from PostgreSQL 14, where there is no default partition. */
    boolean detachesConcurrently() {
        return major >= 14 && fallback == null;
    }
}
