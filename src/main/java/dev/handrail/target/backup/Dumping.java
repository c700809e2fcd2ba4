package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Dumps a database into a folder without a name, proves the dump, and gives it its name last. */
final class Dumping {
    private final Login login;
    private final SearchPath path;
    private final Dump dump;
    private final Execution execution;

    Dumping(Login login, SearchPath path, Dump dump, Execution execution) {
        this.login = login;
        this.path = path;
        this.dump = dump;
        this.execution = execution;
    }

    /** @param folder the folder for backups, absolute */
    Outcome perform(Path folder) {
        Path place = folder.resolve(dump.name());
        Optional<Outcome> there = there(place);
        if (there.isPresent()) {
            return there.get();
        }
        try (Maintenance session = Maintenance.open(login, "dump", null)) {
            PgProgram dumping = PgProgram.require("pg_dump", session.major(), path);
            PgProgram restoring = PgProgram.require("pg_restore", session.major(), path);
            Orphaned.end(login);
            Map<String, String> facts = new LinkedHashMap<>(session.facts());
            facts.put("place", place.toString());
            facts.put("program", dumping.path() + ", " + dumping.version());
            execution.started(facts);
            Partial partial = Partial.begin(place, execution.run(), execution.attempt());
            try (ToolLog log = ToolLog.open(execution)) {
                Tools tools = new Tools(login, session.server(), execution, log);
                return new Made(session, tools, restoring, place, partial).from(dumping);
            } finally {
                partial.discard();
            }
        }
    }

    /** A backup of this run that has its name is proven: an earlier attempt got so far. */
    private Optional<Outcome> there(Path place) {
        if (!Files.exists(place)) {
            return Optional.empty();
        }
        Manifest manifest = ManifestFile.read(place)
                .map(ManifestFile::manifest)
                .filter(m -> m.run().equals(execution.run()))
                .orElseThrow(() -> new Problem(
                        ExitCode.FAILED,
                        place + " is there already and not of this run",
                        "",
                        "",
                        "see what it is; when nobody needs it, remove it"));
        execution.started(Map.of("place", place.toString()));
        execution.said("the backup is there already, proven: " + place);
        return Optional.of(outcome(manifest));
    }

    private static Outcome outcome(Manifest manifest) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("place", manifest.place());
        facts.put("database", manifest.database());
        facts.put("digest", manifest.digest());
        facts.put("bytes", String.valueOf(manifest.bytes()));
        facts.put("at", manifest.at().toString());
        facts.put("proof", manifest.proof());
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("bytes", manifest.bytes());
        counts.put("tables", (long) manifest.rows().size());
        counts.put(
                "rows",
                manifest.rows().values().stream().mapToLong(Long::longValue).sum());
        return new Outcome(counts, facts, Map.of(), Map.of());
    }

    /** The dump while it is made and proven. */
    private final class Made {
        private final Maintenance session;
        private final Tools tools;
        private final PgProgram restoring;
        private final Path place;
        private final Partial partial;

        Made(Maintenance session, Tools tools, PgProgram restoring, Path place, Partial partial) {
            this.session = session;
            this.tools = tools;
            this.restoring = restoring;
            this.place = place;
            this.partial = partial;
        }

        Outcome from(PgProgram dumping) {
            Instant at = Instant.now();
            session.execute("set row_security to off"); // rows that are hidden from us would be missing, unseen
            String snapshot = session.exportSnapshot();
            int tables = Counts.tables(session).size();
            AtomicLong done = new AtomicLong();
            tools.run(dumping, arguments(snapshot), line -> progress(line, done, tables));
            Proof proof = new Proof(tools, restoring, partial.dump(), execution);
            Fingerprint files = proof.hashed();
            proof.readBack();
            Counts counts = proof.counted(session);
            if (dump.proof() == Dump.Proof.RESTORED) {
                new Scratch(login, session, tools, restoring, execution)
                        .prove(partial.dump(), Math.max(1, dump.jobs()), counts);
            }
            proof.unchanged(files);
            Manifest manifest = manifest(at, files, counts);
            execution.onCancel(() -> {}); // it is proven: from here on it gets its name
            return named(new ManifestFile(manifest, files, whole()));
        }

        private Outcome named(ManifestFile manifest) {
            try {
                manifest.write(partial.dump());
            } catch (java.io.IOException e) {
                throw Folders.failed("takes no manifest", partial.dump(), e);
            }
            partial.finish();
            return outcome(manifest.manifest());
        }

        private void progress(String line, AtomicLong done, int tables) {
            if (line.contains("dumping contents of table")) {
                String table = line.substring(line.indexOf("table") + 6);
                execution.progress(new Progress(done.getAndIncrement(), tables, "tables", "dumping " + table));
            }
        }

        private Manifest manifest(Instant at, Fingerprint files, Counts counts) {
            String system = String.valueOf(
                    session.value("select case when pg_catalog.has_function_privilege('pg_catalog.pg_control_system()',"
                                    + " 'execute') then (select system_identifier::text from"
                                    + " pg_catalog.pg_control_system()) else '' end")
                            .orElse(""));
            String version = String.valueOf(session.value("select pg_catalog.current_setting('server_version')")
                    .orElse(""));
            return new Manifest(
                    place.toString(),
                    login.address().database(),
                    system,
                    execution.run(),
                    at,
                    files.bytes(),
                    files.digest(),
                    dump.proof().name().toLowerCase(java.util.Locale.ROOT),
                    version.split(" ")[0],
                    counts.rows());
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
            dump.tables().forEach(t -> arguments.add("--table=" + t));
            dump.exclude().forEach(t -> arguments.add("--exclude-table=" + t));
            if (dump.schemaOnly()) {
                arguments.add("--schema-only");
            }
            arguments.addAll(tools.role());
            arguments.add(tools.connection(login.address().database()));
            return arguments;
        }
    }

    private boolean whole() {
        return dump.tables().isEmpty() && dump.exclude().isEmpty() && !dump.schemaOnly();
    }
}
