package dev.handrail.index;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes an index of a partitioned table back: the whole is dropped with its parts, which PostgreSQL does at once and
 * not concurrently; what was never attached is dropped by itself; what was there before is built again.
 */
record PartitionedBack(Work work, Done done) {
    Plan plan(Database seen) {
        List<Sql> effects = new ArrayList<>();
        String whole = done.all(Partitioned.WHOLE).get(0);
        boolean there = Existing.in(seen, whole).isPresent();
        if (there) {
            effects.add(together(whole));
        }
        for (String branch : done.all(Partitioned.BRANCH)) {
            apart(seen, branch).ifPresent(e -> effects.add(together(e.qualified())));
        }
        for (String part : done.all("created")) {
            apart(seen, part).ifPresent(e -> effects.add(work.drop(e.schema(), e.name(), "", Map.of())));
        }
        if (there) {
            done.all(Partitioned.ADOPTED).forEach(text -> effects.add(again(text)));
        }
        return effects.isEmpty() ? Plan.nothing("the index and its parts are gone") : Plan.of(Risk.CHANGES, effects);
    }

    /** What is attached goes with what it is attached to. */
    private static Optional<Existing> apart(Database seen, String index) {
        return Existing.in(seen, index).filter(e -> !e.part());
    }

    private Sql together(String index) {
        return Sql.inTransaction(work.database(), List.of(Statement.ours("drop index " + index)), work.envelope());
    }

    private Sql again(String text) {
        Definition definition = Definition.byServer(text);
        return work.build(definition.table().size() > 1 ? definition.table().get(0) : "public", definition);
    }

    static boolean concerns(Done done) {
        return !done.all(Partitioned.WHOLE).isEmpty();
    }
}
