package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.RestorePoint;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Marks the place in the write-ahead log up to which a backup made outside brings a database back. */
record Pointing(Login login, RestorePoint effect, Execution execution, Clock clock) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String MAY = """
            select pg_catalog.has_function_privilege('pg_catalog.pg_create_restore_point(text)', 'execute')
                   and pg_catalog.current_setting('wal_level') <> 'minimal'""";
    private static final String HERE = """
            select pg_catalog.pg_current_wal_lsn()::text as lsn,
                   pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()) as file,
                   pg_catalog.current_setting('server_version') as version""";

    /** What the manifest says in place of digests of files: there are none. */
    private static final String PROOF = "external";

    Outcome perform(Path folder) {
        Path place = folder.resolve(effect.name());
        Optional<ManifestFile> there =
                ManifestFile.read(place).filter(m -> m.manifest().run().equals(execution.run()));
        if (there.isPresent()) {
            execution.started(Map.of("place", place.toString()));
            return outcome(there.get());
        }
        Ground.mustBeFit(folder);
        try (Maintenance session = Maintenance.open(login, "point", PATIENCE)) {
            Map<String, String> facts = new LinkedHashMap<>(session.facts());
            facts.put("place", place.toString());
            execution.started(facts);
            return outcome(marked(session, place));
        }
    }

    private ManifestFile marked(Maintenance session, Path place) {
        boolean named = named(session);
        Map<String, ?> here = session.rows(HERE).get(0);
        String position = here.get("lsn") + ", log file " + here.get("file")
                + (named ? ", restore point " + effect.point() : ", no restore point");
        Source source = Source.of(session);
        Manifest manifest = new Manifest(
                place.toString(),
                source.database(),
                source.system(),
                execution.run(),
                clock.instant(),
                0,
                new Fingerprint(Map.of()).digest(),
                PROOF,
                String.valueOf(here.get("version")).split(" ")[0],
                Map.of(),
                0,
                0,
                null,
                0);
        ManifestFile file = new ManifestFile(
                manifest,
                new Fingerprint(Map.of()),
                true,
                new Provenance(position, session.server().toString(), effect.tool(), Map.of(), Map.of()));
        Partial partial = Partial.begin(
                place, new Partial.Owner(execution.run(), source.system(), source.database()), execution.attempt());
        try {
            file.write(partial.dump());
            partial.finish();
            return file;
        } catch (IOException e) {
            throw Folders.failed("takes no manifest", place, e);
        } finally {
            partial.discard();
        }
    }

    private boolean named(Maintenance session) {
        if (!Boolean.TRUE.equals(session.value(MAY).orElse(false))) {
            execution.said(
                    "no restore point: the role may not execute pg_create_restore_point, or wal_level is minimal;"
                            + " the position in the log is recorded");
            return false;
        }
        try {
            session.rows("select pg_catalog.pg_create_restore_point(?)", effect.point());
            return true;
        } catch (Problem e) {
            execution.said("no restore point: " + e.what() + " " + e.why() + "; the position in the log is recorded");
            return false;
        }
    }

    private static Outcome outcome(ManifestFile file) {
        Map<String, String> facts = new LinkedHashMap<>(Dumping.facts(file.manifest()));
        facts.put("position", file.provenance().snapshot());
        return new Outcome(Map.of(), facts, Map.of(), Map.of());
    }
}
