package dev.handrail.target.backup;

import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** One dump from its snapshot to its name. */
record Making(
        Login login, Dump dump, Execution execution, Maintenance session, Tools tools, Path place, Partial partial) {
    private static final String SYSTEM = """
            select case when pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'execute')
                   then (select system_identifier::text from pg_catalog.pg_control_system()) else '' end""";

    Manifest made(PgProgram dumping, PgProgram restoring) {
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
        execution.onCancel(() -> {}); // it is proven: from here on it gets its name
        return named(new ManifestFile(manifest(at, files, counts), files, whole()));
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

    private void progress(String line, AtomicLong done, int tables) {
        if (line.contains("dumping contents of table")) {
            String table = line.substring(line.indexOf("table") + 6);
            execution.progress(new Progress(done.getAndIncrement(), tables, "tables", "dumping " + table));
        }
    }

    private Manifest manifest(Instant at, Fingerprint files, Counts counts) {
        String version = text("select pg_catalog.current_setting('server_version')");
        return new Manifest(
                place.toString(),
                login.address().database(),
                text(SYSTEM),
                execution.run(),
                at,
                files.bytes(),
                files.digest(),
                dump.proof().name().toLowerCase(Locale.ROOT),
                version.split(" ")[0],
                counts.rows());
    }

    private String text(String query) {
        return String.valueOf(session.value(query).orElse(""));
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

    private boolean whole() {
        return dump.tables().isEmpty() && dump.exclude().isEmpty() && !dump.schemaOnly();
    }
}
