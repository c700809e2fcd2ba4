package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Outcome;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
                return outcome(
                        new Making(login, dump, execution, session, tools, place, partial).made(dumping, restoring));
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
}
