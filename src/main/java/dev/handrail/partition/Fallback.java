package dev.handrail.partition;

import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Optional;

/**
 * The default partition: takes every row that has no other.
 *
 * @param plain false where it is partitioned itself
 * @param checks those of ours: they keep rows out of it that are to have a partition of their own
 * @param columns that a row which is moved takes along: all but those that are generated
 * @param deletions triggers of people that fire where a row is deleted from it
 */
record Fallback(
        String schema, String name, boolean plain, List<Held> checks, List<String> columns, List<String> deletions) {
    /** A check of ours. */
    record Held(String name, boolean valid) {}

    Fallback {
        checks = List.copyOf(checks);
        columns = List.copyOf(columns);
        deletions = List.copyOf(deletions);
    }

    Optional<Held> held(String check) {
        return checks.stream().filter(c -> c.name().equals(check)).findFirst();
    }

    String qualified() {
        return Quoting.qualified(schema, name);
    }
}
