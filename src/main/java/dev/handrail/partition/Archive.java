package dev.handrail.partition;

import dev.handrail.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where backups of old partitions go, and what is known of them.
 *
 * @param folder relative to home
 * @param database its real name
 * @param run its id; empty before there is one
 * @param tables the tables of a partition that is partitioned itself, as pg_dump takes them, by its oid
 * @param sealed oids of partitions that take no rows any more
 * @param bytes of all that are to be archived
 * @param free bytes where the folder is
 */
record Archive(
        Text folder,
        String database,
        String run,
        Map<Long, List<String>> tables,
        Set<Long> sealed,
        long bytes,
        long free) {
    /** The name of the check that keeps rows out of a partition while it is archived to be dropped. */
    static final String SEAL = "handrail_archived";

    /** The backup's own folder. */
    String name(Child child) {
        return (database + "-" + (run.isEmpty() ? "<run id>" : run) + "-" + child.schema() + "." + child.name())
                .replaceAll("[^\\p{L}\\p{N}._<> -]", "_")
                .replaceAll("^[.-]", "_");
    }
}
