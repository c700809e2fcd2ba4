package dev.handrail.hazard.schema;

import java.util.Set;

/**
 * An index of a table.
 *
 * @param columns every column that it is built from
 * @param plain built from columns alone, without an expression or a condition
 * @param valid false: an unfinished build left it
 * @param parent the index of the partitioned table that it belongs to; empty: none
 */
public record Index(String name, Set<String> columns, boolean unique, boolean plain, String parent, boolean valid) {
    public Index {
        columns = Set.copyOf(columns);
    }

    public static Index of(String name, Set<String> columns, boolean unique) {
        return new Index(name, columns, unique, true, "", true);
    }

    /** The index of this name on a partition that belongs to it. */
    public Index in(String partition) {
        return new Index(partition, columns, unique, plain, name, valid);
    }

    public Index named(String other) {
        return new Index(other, columns, unique, plain, parent, valid);
    }
}
