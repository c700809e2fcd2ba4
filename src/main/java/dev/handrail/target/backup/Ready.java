package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Execution;
import dev.handrail.seal.Identity;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.store.Downloading;
import dev.handrail.target.store.Store;
import dev.handrail.text.Sizes;
import dev.handrail.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A backup's files as pg_restore reads them: where they lie, or fetched and decrypted in a folder of their own, which is
 * removed in the end whatever comes.
 */
final class Ready implements AutoCloseable {
    private final Path working;
    private Path files;

    private Ready(Path working, Path files) {
        this.working = working;
        this.files = files;
    }

    /**
     * @param working a folder that nothing else uses; what a killed attempt left in it is removed
     * @throws Problem exit 1 where a file is not what was proven, or can't be opened
     */
    static Ready of(
            Lying lying,
            ManifestFile manifest,
            @Nullable Text identity,
            Path working,
            SearchPath path,
            Execution execution) {
        Folders.delete(working);
        Ready ready = new Ready(working, working);
        try {
            if (lying instanceof Lying.Here here) {
                ready.files = here.folder();
            } else if (lying instanceof Lying.There there) {
                ready.files = ready.fetched(there, manifest, execution);
            }
            Intact.mustBe(ready.files, lying.toString(), manifest, execution);
            if (manifest.manifest().encrypted() != null) {
                ready.files = ready.opened(lying, manifest, identity, path, execution);
            }
            return ready;
        } catch (RuntimeException e) {
            ready.close();
            throw e;
        }
    }

    Path files() {
        return files;
    }

    private Path fetched(Lying.There there, ManifestFile manifest, Execution execution) {
        long bytes = manifest.manifest().bytes();
        Path to = room("fetched", bytes);
        Moving moving = new Moving(execution, bytes, "fetching");
        try (Store store = Store.open(there.bucket().above())) {
            moving.ended(() -> {
                new Downloading(store, there.bucket().leaf(), moving)
                        .fetch(manifest.files().files().keySet().stream().toList(), to);
                return true;
            });
        }
        return to;
    }

    private Path opened(
            Lying lying, ManifestFile manifest, @Nullable Text identity, SearchPath path, Execution execution) {
        if (identity == null) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the backup is encrypted, and no identity is given that opens it",
                    lying.toString(),
                    "",
                    "give the restore one: identity secret('backup-key')");
        }
        long total = manifest.manifest().bytes();
        Path to = room("opened", total);
        new Decrypting(Identity.of(Named.identity(identity, execution.values())), path, execution)
                .all(files, manifest.files().files().keySet(), to, total);
        return to;
    }

    private Path room(String name, long bytes) {
        Path folder = working.resolve(name);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new Problem(
                        ExitCode.FAILED,
                        "there is no room to restore from",
                        folder.toString(),
                        Sizes.show(free) + " are free, and " + Sizes.show(bytes) + " are needed",
                        "make room, then resume");
            }
            return folder;
        } catch (IOException e) {
            throw Folders.failed("can't be made", folder, e);
        }
    }

    @Override
    public void close() {
        Folders.delete(working);
    }
}
