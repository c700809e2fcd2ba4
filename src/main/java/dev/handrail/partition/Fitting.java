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
    static void refuse(String table, String strategy, int width, @Nullable String type) {
        if (strategy.isEmpty()) {
            throw refused(
                    table + " is not partitioned",
                    "",
                    "PostgreSQL can't partition a table that is there: make a new one with PARTITION BY RANGE, attach"
                            + " this one as its first partition, and give it the name: the recipe is in"
                            + " docs/steps/partition.md");
        }
        if (width != 1) {
            throw refused(
                    table + " is partitioned by " + width + " columns", "one column of time is expected", BY_HAND);
        }
        if (type == null) {
            throw refused(table + " is partitioned by an expression", "a column is expected", BY_HAND);
        }
    }

    /** @throws Problem where the table is not partitioned by ranges of time */
    static Axis axis(Table table) {
        if (!table.strategy().equals("r")) {
            boolean list = table.strategy().equals("l");
            throw refused(
                    table.qualified() + " is partitioned by " + (list ? "list" : "hash"),
                    "ranges of time are what is created ahead",
                    list
                            ? "say which partitions there are: lists eu: ['de', 'fr'], us: ['us']"
                            : "say how many partitions there are: hash 8");
        }
        Axis axis = Axis.of(table.type());
        if (axis == null) {
            throw refused(
                    table.qualified() + " is partitioned by a column of type " + table.type(),
                    "a column of type date, timestamp or timestamptz is expected",
                    "say which partitions there are: ranges first: [0, 1_000_000], second: [1_000_000, 2_000_000]");
        }
        return axis;
    }

    static void refuseForeign(String table, String partition, String kind) {
        if (kind.equals("f")) {
            throw refused(table + " has a partition that is a foreign table: " + partition, "", BY_HAND);
        }
    }

    static Problem refused(String what, String why, String remedy) {
        return new Problem(ExitCode.FAILED, what, "", why, remedy);
    }
}
