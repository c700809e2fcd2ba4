package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Which tables the word can serve, and what it says of the others. */
final class Fitting {
    private static final String BY_HAND = "create and retire its partitions with sql";

    private Fitting() {}

    /**
     * @param strategy {@code r} range, {@code l} list, {@code h} hash; empty: not partitioned
     * @param width how many columns the key has
     * @param type of the only column; null where the key is an expression
     */
    static Axis axis(String table, String strategy, int width, @Nullable String type) {
        if (strategy.isEmpty()) {
            throw refused(
                    table + " is not partitioned",
                    "",
                    "PostgreSQL can't partition a table that is there: make a new one with PARTITION BY RANGE, move"
                            + " the rows, and give it the name");
        }
        if (!strategy.equals("r")) {
            String kind = strategy.equals("l") ? "list" : "hash";
            throw refused(table + " is partitioned by " + kind, "ranges of time are what is created ahead", BY_HAND);
        }
        if (width != 1) {
            throw refused(
                    table + " is partitioned by " + width + " columns", "one column of time is expected", BY_HAND);
        }
        Axis axis = type == null ? null : Axis.of(type);
        if (axis == null) {
            throw refused(
                    table + " is partitioned by " + (type == null ? "an expression" : "a column of type " + type),
                    "a column of type date, timestamp or timestamptz is expected",
                    BY_HAND);
        }
        return axis;
    }

    static void refuseSubpartitioned(String table, String partition, String kind) {
        if (!kind.equals("r")) {
            throw refused(
                    table + " has a partition that is no plain table: " + partition,
                    kind.equals("p") ? "it is partitioned itself" : "it is a foreign table",
                    BY_HAND);
        }
    }

    static Problem refused(String what, String why, String remedy) {
        return new Problem(ExitCode.FAILED, what, "", why, remedy);
    }
}
