package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.host.PgProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks whether an archive is what was written. A list of its contents alone proves nothing, nor does pg_restore alone:
 * in an archive that is not compressed it does not notice another byte.
 */
record Proof(Tools tools, PgProgram restoring, Path archive, Execution execution) {
    /** @throws EffectFailure where a file has other bytes than were written, or pg_restore can't read it to its end */
    void read(Fingerprint written) {
        CompletableFuture<List<String>> hashing = CompletableFuture.supplyAsync(() -> damage(written));
        try {
            tools.run(restoring, List.of("--file=/dev/null", archive.toString()), line -> {});
        } catch (EffectFailure unreadable) {
            if (unreadable.kind() == EffectFailure.Kind.FAILED) {
                mustBeNone(joined(hashing)); // the better reason, where there is one
            }
            throw unreadable;
        }
        mustBeNone(joined(hashing));
        globals();
    }

    private static List<String> joined(CompletableFuture<List<String>> hashing) {
        try {
            return hashing.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : e;
        }
    }

    /** @throws EffectFailure where a file has other bytes than were written */
    void unchanged(Fingerprint written) {
        mustBeNone(damage(written));
        globals();
    }

    private void globals() {
        Globals globals = new Globals(archive);
        if (Files.exists(globals.file())) {
            globals.mustBeWhole();
        }
    }

    private List<String> damage(Fingerprint written) {
        long total = written.bytes();
        execution.progress(new Progress(0, total, "bytes", "reading back"));
        try {
            Fingerprint found = Fingerprint.of(
                    archive, bytes -> execution.progress(new Progress(bytes, total, "bytes", "reading back")));
            return Damage.of(written, found);
        } catch (IOException e) {
            throw Folders.failed("can't be read back", archive, e);
        }
    }

    private void mustBeNone(List<String> damage) {
        if (!damage.isEmpty()) {
            throw EffectFailure.failed(
                    "the dump is not what pg_dump wrote",
                    archive.toString(),
                    String.join("\n", damage),
                    "see who writes into the folder and whether the disk is sound, then resume");
        }
    }
}
