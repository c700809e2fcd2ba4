package dev.handrail.partition;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Quoting;
import dev.handrail.text.Sizes;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The backup that is proven before a partition is retired. */
record Archiving(Work work, Archive archive) {
    private static final String LEAVES = """
            select cast(c.oid as bigint) as oid, n.nspname as schema, c.relname as name,
                   pg_catalog.pg_table_size(c.oid) as bytes,
                   exists (select from pg_catalog.pg_constraint o
                           where o.conrelid = cast(:child as oid) and o.conname = :seal) as sealed
            from pg_catalog.pg_partition_tree(cast(cast(:child as oid) as regclass)) t
            join pg_catalog.pg_class c on c.oid = t.relid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            order by t.level, n.nspname, c.relname
            """;

    /**
     * Looks at what is to be archived.
     *
     * @throws dev.handrail.problem.Problem where the folder or the client programs can't serve
     */
    static Archive look(Targets targets, Database seen, Text folder, List<Existing> past) {
        Map<Long, List<String>> tables = new HashMap<>();
        Set<Long> sealed = new HashSet<>();
        long bytes = 0;
        for (Existing old : past) {
            List<Map<String, Object>> leaves =
                    seen.catalog(LEAVES, Map.of("child", old.child().oid(), "seal", Archive.SEAL));
            tables.put(
                    old.child().oid(), leaves.stream().map(Archiving::pattern).toList());
            bytes += leaves.stream()
                    .mapToLong(l -> ((Number) l.get("bytes")).longValue())
                    .sum();
            if (leaves.stream().anyMatch(l -> (Boolean) l.get("sealed"))) {
                sealed.add(old.child().oid());
            }
        }
        Host host = targets.host();
        Path place = host.folder(folder.resolve(targets.values()));
        if (!past.isEmpty()) {
            Clients.require(host, seen.identity(), seen.identity());
            host.fit(place);
        }
        return new Archive(folder, seen.name(), targets.values().runId(), tables, sealed, bytes, host.free(place));
    }

    /** In double quotes nothing in a name is a pattern. */
    private static String pattern(Map<String, Object> row) {
        return Quoting.identifier((String) row.get("schema")) + "." + Quoting.identifier((String) row.get("name"));
    }

    /** Before a drop no row may come in behind the backup's back. */
    List<Effect> beforeDrop(Child old) {
        return archive.sealed().contains(old.oid()) ? List.of(dump(old)) : List.of(seal(old), dump(old));
    }

    Dump dump(Child old) {
        return new Dump(
                work.database(),
                archive.folder(),
                archive.name(old),
                1,
                "1",
                new Dump.Selection(archive.tables().getOrDefault(old.oid(), List.of()), List.of(), false, false),
                Dump.Proving.READ);
    }

    private Sql seal(Child old) {
        return work.transaction(
                "no row comes into it any more",
                List.of(Statement.ours("alter table " + old.qualified() + " add constraint " + Archive.SEAL
                        + " check (false) not valid")),
                Map.of("sealed", old.qualified()));
    }

    List<Hazard> hazards() {
        return archive.free() >= archive.bytes()
                ? List.of()
                : List.of(Danger.BACKUP_SPACE.seen(
                        "the folder " + archive.folder().show() + " has " + Sizes.show(archive.free())
                                + " free, and what is archived has " + Sizes.show(archive.bytes()),
                        "make room first, or name another folder with to '…'"));
    }
}
