package dev.handrail.target;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.seal.NewKey;
import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The sandbox's own age key: what is encrypted there is encrypted to it as well, and it stands in for every identity.
 *
 * @param file where it is kept, 0600; made when it is first needed
 */
record SandboxKey(Path file) {
    NewKey key() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return NewKey.of(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the sandbox's key for backups can't be used",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "see disk space and permissions; where the file is damaged remove it: what was encrypted to it can't"
                            + " be opened then",
                    e);
        }
    }

    /** Two at once make one: the first that has its name. */
    private void make() throws IOException {
        Path folder = PrivateFiles.folder(file.toAbsolutePath().getParent());
        Path fresh = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
        try {
            PrivateFiles.write(fresh, NewKey.made().file());
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // somebody else's is as good
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
