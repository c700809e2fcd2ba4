package dev.handrail.target.backup;

import dev.handrail.text.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A password for a program of PostgreSQL's, in a file that only we can read: never among its arguments or variables. */
final class PasswordNote implements AutoCloseable {
    private final Path file;

    private PasswordNote(Path file) {
        this.file = file;
    }

    /** @param password null: an empty file, so that no other password is tried */
    static PasswordNote of(@Nullable Secret password) {
        try {
            Path file = Files.createTempFile(
                    "handrail-",
                    ".pgpass",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (password != null) {
                String escaped = password.reveal().replace("\\", "\\\\").replace(":", "\\:");
                Files.writeString(file, "*:*:*:*:" + escaped + "\n");
            }
            return new PasswordNote(file);
        } catch (IOException e) {
            throw Folders.failed("takes no file", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // nobody else can read it
        }
    }
}
