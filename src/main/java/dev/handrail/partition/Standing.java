package dev.handrail.partition;

import dev.handrail.partition.PartitionBack.State;
import dev.handrail.runbook.Database;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.util.Map;

/** Looks at what became of a partition. */
final class Standing {
    private static final String THERE =
            "select c.relispartition as part from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(:child)";

    private Standing() {}

    /** @param child qualified, quoted where it must be */
    static State of(Database database, Values values, Table table, String child) {
        boolean gone = database.catalog(THERE, Map.of("child", child)).isEmpty();
        if (gone) {
            return State.GONE;
        }
        boolean attached = table.children().stream().anyMatch(e -> e.qualified().equals(child));
        if (!attached) {
            return State.DETACHED;
        }
        Object rows = database.ask(Statement.ours("select exists (select from " + child + ")"), values)
                .value();
        return Boolean.FALSE.equals(rows) ? State.ATTACHED_EMPTY : State.ATTACHED;
    }
}
