package dev.handrail.target.backup;

import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One dump from its snapshot to its name. */
record Making(
        Login login,
        Dump dump,
        Execution execution,
        Maintenance session,
        Kit kit,
        Path place,
        Partial partial,
        @Nullable Encrypting encrypting) {
    private static final String SOURCE = """
            select pg_catalog.current_setting('server_version') as version, pg_catalog.now()::text as snapshot,
                   pg_catalog.pg_database_size(pg_catalog.current_database()) as bytes""";

    /**
     * @param scratch how sessions are opened where a restored dump is tried
     * @param at when it was begun
     */
    Manifest made(Login scratch, Source source, Instant at) {
        Provenance.Watch watch = new Provenance.Watch();
        Reading.prepare(session);
        Map<String, Long> sizes = Tables.measured(session).sizes();
        String snapshot = session.exportSnapshot();
        Map<String, ?> seen = session.rows(SOURCE).get(0);
        Proven proven = proven(snapshot, sizes, scratch, source, watch);
        Dumped dumped = proven.dumped();
        Fingerprint files = encrypting == null ? dumped.files() : encrypting.all(partial.dump(), dumped.files());
        watch.ends("encrypted");
        execution.onCancel(() -> {}); // it is proven: from here on it gets its name
        Provenance provenance = new Provenance(
                String.valueOf(seen.get("snapshot")),
                session.server() + ", PostgreSQL " + seen.get("version"),
                kit.dumping().path() + ", " + kit.dumping().version() + ", SHA-256 "
                        + kit.dumping().digest(),
                proven.counts().content(),
                watch.millis(),
                dumped.taken().and(proven.tried().remarks()));
        Manifest manifest = new Manifest(
                place.toString(),
                login.address().database(),
                source.system(),
                execution.run(),
                at,
                files.bytes(),
                files.digest(),
                dump.proving().proof().name().toLowerCase(Locale.ROOT),
                String.valueOf(seen.get("version")).split(" ")[0],
                proven.counts().rows(),
                (Long) seen.get("bytes"),
                provenance.total(),
                encrypting == null ? null : encrypting.proof(),
                proven.tried().bytes());
        return named(new ManifestFile(manifest, files, dump.selection().whole(), provenance));
    }

    private record Proven(Dumped dumped, Counts counts, Scratch.Tried tried) {}

    private Proven proven(
            String snapshot, Map<String, Long> sizes, Login scratch, Source source, Provenance.Watch watch) {
        Stock stock =
                new Stock(login, partial.dump().getParent(), dump.proving().content(), execution);
        String hindrance = stock.begin();
        Tables tables = Tables.of(session);
        List<Tables.Table> surely = dump.selection().whole() ? tables.all() : List.of();
        Reading reading = Reading.of(dump.proving().content());
        try (Counting counting = Counting.begin(session, reading, Moment.of(session, dump), surely, execution)) {
            Dumped dumped = dumped(
                    snapshot,
                    tables,
                    new Advance(execution, sizes, "bytes", "dumping", dump.jobs()),
                    counting,
                    choice -> stock.taken(session, choice, partial.dump(), hindrance));
            watch.ends("dump");
            Scratch.Tried tried = tried(scratch, source, dumped.files(), counting, sizes, watch);
            return new Proven(dumped, counting.finished(), tried);
        }
    }

    /**
     * @param files as they were written, every one hashed on its way
     * @param taken what else the database held
     */
    private record Dumped(Fingerprint files, Provenance.Taken taken) {}

    private Dumped dumped(
            String snapshot,
            Tables tables,
            Advance advance,
            Counting counting,
            Function<Contents, Provenance.Taken> stock) {
        try (Follower follower = Follower.begin(partial.dump(), name -> OutputStream.nullOutputStream())) {
            try (Copies copies = Copies.begin(login, session.major(), advance)) {
                kit.tools().run(kit.dumping(), arguments(snapshot), advance::line);
            }
            if (dump.selection().globals()) {
                new Globals(partial.dump()).dump(kit.tools(), kit.globals());
            }
            Contents contents = Contents.of(
                    kit.tools(),
                    kit.restoring(),
                    partial.dump(),
                    dump.selection().whole());
            counting.ahead();
            Provenance.Taken taken = stock.apply(contents);
            counting.rest(contents.tables(tables));
            return new Dumped(follower.finished(), taken);
        } catch (IOException e) {
            throw Folders.failed("can't be read while it is written", partial.dump(), e);
        }
    }

    private Scratch.Tried tried(
            Login where,
            Source source,
            Fingerprint written,
            Counting counting,
            Map<String, Long> sizes,
            Provenance.Watch watch) {
        Proof proof = new Proof(kit.tools(), kit.restoring(), partial.dump(), execution);
        if (!dump.proving().restored()) {
            proof.read(written);
            counting.finished();
            watch.ends("read");
            return Scratch.Tried.NOT;
        }
        Scratch scratch = new Scratch(where, source, kit.on(where, execution), dump, execution);
        Scratch.Tried tried = scratch.prove(partial.dump(), Math.max(1, dump.jobs()), counting::finished, sizes);
        watch.ends("restored");
        CompletableFuture<Void> dropping = CompletableFuture.runAsync(scratch::drop);
        try {
            proof.unchanged(written);
        } finally {
            dropping.join();
        }
        watch.ends("read");
        return tried;
    }

    private Manifest named(ManifestFile manifest) {
        try {
            manifest.write(partial.dump());
        } catch (IOException e) {
            throw Folders.failed("takes no manifest", partial.dump(), e);
        }
        partial.finish();
        return manifest.manifest();
    }

    private List<String> arguments(String snapshot) {
        List<String> arguments = new ArrayList<>(List.of(
                "--format=directory",
                "--jobs=" + Math.max(1, dump.jobs()),
                "--compress=" + dump.compress(),
                "--no-password",
                "--verbose",
                "--snapshot=" + snapshot,
                "--lock-wait-timeout=60000",
                "--exclude-table-data=handrail.marker",
                "--exclude-table-data=handrail.run",
                "--file=" + partial.dump()));
        dump.selection().tables().forEach(t -> arguments.add("--table=" + t));
        dump.selection().exclude().forEach(t -> arguments.add("--exclude-table=" + t));
        if (dump.selection().schemaOnly()) {
            arguments.add("--schema-only");
        }
        arguments.addAll(kit.tools().role());
        arguments.add(kit.tools().connection(login.address().database()));
        return arguments;
    }
}
