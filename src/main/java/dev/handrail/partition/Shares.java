package dev.handrail.partition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Partitions that the author names one by one, with what each holds; by their names, in the order written. */
public sealed interface Shares {
    /** As in {@code pg_partitioned_table.partstrat}, and in words. */
    String strategy();

    String word();

    /**
     * Ranges of values.
     *
     * @param ends from where, and to just before where; null: no bound
     */
    record Ranges(Map<String, Ends> ends) implements Shares {
        /** Both ends of a range. */
        public record Ends(@Nullable String from, @Nullable String to) {}

        public Ranges {
            ends = Collections.unmodifiableMap(new LinkedHashMap<>(ends));
        }

        @Override
        public String strategy() {
            return "r";
        }

        @Override
        public String word() {
            return "ranges";
        }
    }

    /**
     * Lists of values.
     *
     * @param values a null among them: rows without a value
     */
    record Lists(Map<String, List<@Nullable String>> values) implements Shares {
        public Lists {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String strategy() {
            return "l";
        }

        @Override
        public String word() {
            return "lists";
        }
    }

    /** So many parts of equal size. */
    record Hash(int modulus) implements Shares {
        @Override
        public String strategy() {
            return "h";
        }

        @Override
        public String word() {
            return "hash";
        }
    }
}
