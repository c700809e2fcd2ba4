package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Outcome;
import dev.handrail.target.host.AgeProgram;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dumps a database into a folder without a name, proves the dump, and gives it its name last. */
final class Dumping {
    private static final int MORE_THAN_GZIP = 16;
    private final Login login;
    private final SearchPath path;
    private final Dump dump;
    private final Execution execution;
    private final Clock clock;

    private final Login scratch;

    /** @param scratch how the server is reached where a restored dump is tried; often the same */
    Dumping(Login login, Login scratch, SearchPath path, Dump dump, Execution execution, Clock clock) {
        this.login = login;
        this.scratch = scratch;
        this.path = path;
        this.dump = dump;
        this.execution = execution;
        this.clock = clock;
    }

    /** @param folder the folder for backups, absolute */
    Outcome perform(Path folder) {
        Path place = folder.resolve(dump.name());
        Optional<Outcome> there = there(place);
        if (there.isPresent()) {
            return there.get();
        }
        Ground.mustBeFit(folder);
        Encrypting encrypting = dump.encryption() == null
                ? null
                : new Encrypting(dump.encryption(), AgeProgram.fit(path).orElse(null), execution);
        try (Maintenance session = Maintenance.open(login, "dump", null);
                ToolLog log = ToolLog.open(execution)) {
            Kit kit = Kit.of(
                    new Tools(login, session.server(), session.major(), execution, log),
                    leastMajor(session),
                    Clients.newestFor(into(session)),
                    path);
            Orphaned.end(login);
            Map<String, String> facts = new LinkedHashMap<>(session.facts());
            facts.put("place", place.toString());
            facts.put("program", kit.dumping().path() + ", " + kit.dumping().version());
            facts.put("programDigest", kit.dumping().digest());
            if (encrypting != null) {
                facts.put("encryptedBy", encrypting.by());
            }
            execution.started(facts);
            return made(session, kit, place, encrypting);
        }
    }

    private int leastMajor(Maintenance session) {
        return Math.max(session.major(), dump.compress().matches("(zstd|lz4).*") ? MORE_THAN_GZIP : 0);
    }

    /** The version of the server where the dump is restored: for its proof, else on its own. */
    private int into(Maintenance session) {
        if (dump.proving().scratchOn() == null) {
            return session.major();
        }
        try (Maintenance there = Maintenance.open(scratch.on(Maintenance.DATABASE), "scratch", null)) {
            return there.major();
        }
    }

    private Outcome made(Maintenance session, Kit kit, Path place, @Nullable Encrypting encrypting) {
        Source source = Source.of(session);
        Partial partial = Partial.begin(
                place, new Partial.Owner(execution.run(), source.system(), source.database()), execution.attempt());
        try {
            if (encrypting != null) {
                encrypting.tryOn(partial.dump().getParent());
            }
            return outcome(new Making(login, dump, execution, session, kit, place, partial, encrypting)
                    .made(scratch, source, clock.instant()));
        } finally {
            partial.discard();
        }
    }

    /** A backup of this run that has its name is proven: an earlier attempt got so far. */
    private Optional<Outcome> there(Path place) {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Manifest manifest = Optional.of(place)
                .filter(p -> !Files.isSymbolicLink(p))
                .flatMap(ManifestFile::read)
                .map(ManifestFile::manifest)
                .filter(m -> m.run().equals(execution.run()))
                .orElseThrow(() -> new Problem(
                        ExitCode.FAILED,
                        place + " is there already and not of this run",
                        "",
                        "",
                        "see what it is; when nobody needs it, remove it"));
        execution.started(Map.of("place", place.toString()));
        cleared(place);
        execution.said("the backup is there already, proven: " + place);
        return Optional.of(outcome(manifest));
    }

    /** The attempt that made it may have been cut off before it tidied up. */
    private void cleared(Path place) {
        try {
            Partial.clear(place, execution.run());
        } catch (IOException e) {
            execution.said("what an earlier attempt left beside it could not be removed: " + e.getMessage());
        }
    }

    /** What the journal keeps of a backup. */
    static Map<String, String> facts(Manifest manifest) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("place", manifest.place());
        facts.put("database", manifest.database());
        facts.put("digest", manifest.digest());
        facts.put("bytes", String.valueOf(manifest.bytes()));
        facts.put("at", manifest.at().toString());
        facts.put("proof", manifest.proof());
        Manifest.Encrypted encrypted = manifest.encrypted();
        if (encrypted != null) {
            facts.put("encrypted", encrypted.proof());
        }
        return facts;
    }

    private static Outcome outcome(Manifest manifest) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("bytes", manifest.bytes());
        counts.put("tables", (long) manifest.rows().size());
        counts.put(
                "rows",
                manifest.rows().values().stream().mapToLong(Long::longValue).sum());
        Outcome done = new Outcome(counts, facts(manifest), Map.of(), Map.of());
        List<String> remarks = ManifestFile.read(Path.of(manifest.place()))
                .map(m -> m.provenance().taken().remarks())
                .orElse(List.of());
        return remarks.isEmpty() ? done : done.fact("remarks", String.join("\n", remarks));
    }
}
