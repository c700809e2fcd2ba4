package dev.handrail.partition;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table partitioned by ranges of one column of time.
 *
 * @param partitions oldest first
 */
record Parent(Table table, Axis axis, List<Existing> partitions) {
    Parent {
        partitions = partitions.stream()
                .sorted(Comparator.comparing(e -> e.bounds().from()))
                .toList();
    }

    /** @throws dev.handrail.problem.Problem where the table is not partitioned by time */
    static Parent of(Table table) {
        Axis axis = Fitting.axis(table);
        return new Parent(
                table,
                axis,
                table.children().stream()
                        .map(c -> new Existing(c, Bounds.read(c.bound(), axis)))
                        .toList());
    }

    String name() {
        return table.name();
    }

    String qualified() {
        return table.qualified();
    }

    @Nullable
    Fallback fallback() {
        return table.fallback();
    }

    List<String> referencedBy() {
        return table.referencedBy();
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

    /** Where new partitions are made: beside the newest one. */
    String home() {
        return partitions.isEmpty()
                ? table.schema()
                : partitions.get(partitions.size() - 1).child().schema();
    }
}
