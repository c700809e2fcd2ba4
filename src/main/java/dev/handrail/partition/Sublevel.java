package dev.handrail.partition;

import dev.handrail.problem.Problem;
import java.util.List;

/**
 * How the newest partition is partitioned itself: new ones are in the same way.
 *
 * @param of the newest partition's name, with which the names of its partitions begin
 * @param key as behind PARTITION BY
 */
record Sublevel(String of, String key, List<Part> parts) {
    /** One of its partitions; {@code bound} as the server writes it. */
    record Part(String schema, String name, String bound, Model model) {}

    Sublevel {
        parts = List.copyOf(parts);
    }

    /**
     * The parts of a new partition.
     *
     * @throws Problem where they can't be named like those that are there
     */
    List<Part> of(Wanted wanted) {
        return parts.stream().map(part -> named(part, wanted)).toList();
    }

    private Part named(Part part, Wanted wanted) {
        if (!part.name().startsWith(of)) {
            throw Fitting.refused(
                    "the partitions of " + of + " can't be made again for " + wanted.name(),
                    part.name() + " does not begin with " + of + ", so nothing tells what the new one is called",
                    "rename it, e.g. " + of + "_" + part.name());
        }
        String name = Naming.whole(wanted.name() + part.name().substring(of.length()), "short_{yyyy}_{MM}");
        return new Part(wanted.schema(), name, part.bound(), part.model());
    }
}
