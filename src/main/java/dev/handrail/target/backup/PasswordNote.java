package dev.handrail.target.backup;

import dev.handrail.text.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A password for a program of PostgreSQL's, in a file that only we can read: never among its arguments or variables. */
final class PasswordNote implements AutoCloseable {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    private PasswordNote(Path file) {
        this.file = file;
    }

    /**
     * @param folder the run's own; what a killed process left there is replaced by the next attempt
     * @param password null: an empty file, so that no other password is tried
     */
    static PasswordNote in(Path folder, @Nullable Secret password) {
        Path file = folder.resolve(".pgpass").toAbsolutePath();
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            if (password != null) {
                String escaped = password.reveal().replace("\\", "\\\\").replace(":", "\\:");
                Files.writeString(file, "*:*:*:*:" + escaped + "\n");
            }
            return new PasswordNote(file);
        } catch (IOException e) {
            throw Folders.failed("can't be written", file, e);
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
