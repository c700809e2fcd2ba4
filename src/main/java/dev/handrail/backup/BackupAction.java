package dev.handrail.backup;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Dump.Proving;
import dev.handrail.runbook.Dump.Selection;
import dev.handrail.runbook.Encryption;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.Unfinished;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A database dumped and the dump proven.
 *
 * @param step the step that it stands in ({@code section/step}), for the backup's name
 * @param to the folder for backups; relative to home; or {@code s3://bucket/prefix}
 * @param compress as {@link dev.handrail.runbook.Dump#compress}
 * @param encryption null: what is dumped lies as it is
 * @param keep of the backups that this step makes of this database; null: nothing is removed
 */
public record BackupAction(
        String database,
        String step,
        Text to,
        int jobs,
        String compress,
        Selection selection,
        Proving proving,
        @Nullable Encryption encryption,
        @Nullable Keep keep)
        implements Action {
    /** Where what goes to S3 lies until it is there; relative to home. */
    private static final String UPLOADS = "uploads";

    /** One that is not encrypted. */
    public BackupAction(
            String database,
            String step,
            Text to,
            int jobs,
            String compress,
            Selection selection,
            Proving proving,
            @Nullable Keep keep) {
        this(database, step, to, jobs, compress, selection, proving, null, keep);
    }

    /** Where pg_dump writes. */
    Text folder(Shelf shelf) {
        return shelf.bucket() == null ? to : Text.of(UPLOADS);
    }

    @Override
    public String word() {
        return "backup";
    }

    @Override
    public Risk ceiling() {
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return proving.scratchOn() == null
                ? List.of(TargetRef.database(database))
                : List.of(TargetRef.database(database), TargetRef.database(proving.scratchOn()));
    }

    @Override
    public Plan plan(Targets targets) {
        Database seen = targets.database(database);
        Host host = targets.host();
        Database.Identity identity = seen.identity();
        Database scratch = scratch(targets);
        dumps(host, identity, scratch.identity());
        Tools.restorable(identity, scratch.identity());
        String place = to.resolve(targets.values());
        Bucket bucket = Bucket.meant(place) ? Bucket.of(place) : null;
        Path folder = host.folder(bucket == null ? place : UPLOADS);
        host.fit(folder);
        List<Manifest> there = bucket == null ? host.backups(folder) : host.backups(bucket);
        return new BackupPlan(
                        encrypting(targets.values()),
                        seen.name(),
                        identity,
                        new Shelf(folder, host.free(folder), there, unfinished(host, folder, bucket), bucket),
                        keep == null ? OpenRuns.NONE : OpenRuns.of(seen, targets.history()),
                        targets.values().runId(),
                        keep == null
                                ? targets.clock().instant()
                                : earlier(seen, targets.clock().instant()))
                .plan(proving.restored() ? scratch.free() : OptionalLong.empty());
    }

    /**
     * Looks for the programs alone.
     *
     * @throws dev.handrail.problem.Problem exit 7 where none of those that are installed can make this backup
     */
    public void tools(Targets targets) {
        dumps(
                targets.host(),
                targets.database(database).identity(),
                scratch(targets).identity());
    }

    private Database scratch(Targets targets) {
        return targets.database(proving.scratchOn() == null ? database : proving.scratchOn());
    }

    private void dumps(Host host, Database.Identity dumped, Database.Identity into) {
        int major = Clients.require(host, dumped, into, Tools.least(compress));
        Tools.compresses(Optional.of(major), compress);
    }

    /** A clock that is ahead must not make backups old: this machine's and the server's hardly ever are both. */
    private static Instant earlier(Database seen, Instant here) {
        return seen.catalog("select extract(epoch from pg_catalog.now())::bigint as seconds", Map.of()).stream()
                .findFirst()
                .map(row -> Instant.ofEpochSecond(((Number) row.get("seconds")).longValue()))
                .filter(there -> there.isBefore(here))
                .orElse(here);
    }

    private BackupAction encrypting(Values values) {
        return encryption == null
                ? this
                : new BackupAction(database, step, to, jobs, compress, selection, proving, encryption.in(values), keep);
    }

    private static List<Unfinished> unfinished(Host host, Path folder, @Nullable Bucket bucket) {
        List<Unfinished> all = new ArrayList<>(host.unfinished(folder));
        if (bucket != null) {
            all.addAll(host.unfinished(bucket));
        }
        return all;
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.Nothing("a backup changes nothing in the database");
    }
}
