package dev.handrail.partition;

import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order of values as their type has it, which only the server knows: equal values have one rank, however they are
 * written.
 */
record Ranks(Map<String, Integer> ranks) {
    /** @throws dev.handrail.problem.Problem where one is no value of the type */
    static Ranks of(Database database, Values values, String type, Collection<String> texts) {
        List<String> all = new ArrayList<>(new LinkedHashSet<>(texts));
        if (all.isEmpty()) {
            return new Ranks(Map.of());
        }
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            rows.append(i == 0 ? "(" : ", (")
                    .append(i)
                    .append(", ")
                    .append(Quoting.literal(all.get(i)))
                    .append("::")
                    .append(type)
                    .append(")");
        }
        Map<String, Integer> ranks = new TreeMap<>();
        for (List<Object> row : database.ask(
                        Statement.ours("select i, dense_rank() over (order by v) from (values " + rows + ") t(i, v)"),
                        values)
                .rows()) {
            ranks.put(all.get(((Number) row.get(0)).intValue()), ((Number) row.get(1)).intValue());
        }
        return new Ranks(ranks);
    }

    /** A range laid on the line of ranks. */
    Bounds bounds(Shares.Ranges.Ends ends) {
        return new Bounds(
                ends.from() == null ? Instant.MIN : Instant.ofEpochSecond(of(ends.from())),
                ends.to() == null ? Instant.MAX : Instant.ofEpochSecond(of(ends.to())));
    }

    int of(String text) {
        return ranks.get(text);
    }
}
