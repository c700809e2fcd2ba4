package dev.handrail.partition;

import dev.handrail.text.Quoting;
import java.util.List;

/**
 * A partition that is there.
 *
 * @param kind {@code r} a plain table, {@code p} partitioned itself, as in {@code pg_class.relkind}
 * @param bound as the server writes it: {@code FOR VALUES FROM … TO …}
 * @param detaching a concurrent detach of it was interrupted: its rows are not seen through the table any more
 * @param referencedBy tables whose foreign keys point at this very partition
 */
record Child(
        long oid, String schema, String name, String kind, String bound, boolean detaching, List<String> referencedBy) {
    String qualified() {
        return Quoting.qualified(schema, name);
    }
}
