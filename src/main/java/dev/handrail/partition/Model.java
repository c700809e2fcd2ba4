package dev.handrail.partition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What new partitions are made like in all that they don't get from the whole table by themselves: the newest partition,
 * or the whole table where it has none yet.
 *
 * @param relation qualified
 * @param method the access method where it is not the usual one
 * @param options storage options as {@code name=value}, those of the TOAST table with {@code toast.} before them
 * @param guarded row security is on
 * @param forced for the owner too
 * @param identity the replica identity: {@code d} default, {@code n} nothing, {@code f} full, {@code i} an index
 * @param index of the whole table, where the replica identity is an index; null: it has no such one
 * @param publications that name it
 * @param comment of the whole table
 * @param unlike what new partitions don't get, in words
 * @param below how it is partitioned itself; null: it is a plain table
 */
record Model(
        String relation,
        boolean unlogged,
        @Nullable String method,
        List<String> options,
        List<Column> columns,
        List<Grant> grants,
        boolean guarded,
        boolean forced,
        List<Rule> policies,
        char identity,
        @Nullable String index,
        List<String> publications,
        @Nullable String comment,
        List<String> unlike,
        @Nullable Sublevel below) {
    /** Nothing but what every table has. */
    static final Model PLAIN = new Model(
            "", false, null, List.of(), List.of(), List.of(), false, false, List.of(), 'd', null, List.of(), null,
            List.of(), null);

    Model {
        options = List.copyOf(options);
        columns = List.copyOf(columns);
        grants = List.copyOf(grants);
        policies = List.copyOf(policies);
        publications = List.copyOf(publications);
        unlike = List.copyOf(unlike);
    }

    /**
     * A column's settings.
     *
     * @param statistics null: the server's default
     * @param options as {@code name=value}
     */
    record Column(String name, @Nullable Integer statistics, List<String> options) {}

    /**
     * A privilege.
     *
     * @param column null: on the whole table
     * @param to empty: everybody
     */
    record Grant(String privilege, @Nullable String column, String to, boolean grantable) {}

    /**
     * A policy of row security, in words of CREATE POLICY.
     *
     * @param roles empty: everybody
     */
    record Rule(
            String name,
            boolean permissive,
            String command,
            List<String> roles,
            @Nullable String using,
            @Nullable String check) {
        Rule {
            roles = List.copyOf(roles);
        }
    }
}
