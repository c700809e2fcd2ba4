package dev.handrail.target.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbcurlresolver.PgPassParser;

/** {@code .pgpass}: read by pgjdbc, which unlike libpq takes one that others can read, so that is looked at first. */
final class PasswordFile {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;

    private PasswordFile(Path file) {
        this.file = file;
    }

    static PasswordFile in(Surroundings around, @Nullable String named) {
        return new PasswordFile(named != null ? Path.of(named) : around.home().resolve(".pgpass"));
    }

    /** Why the file is not used although it is there; empty where nothing is wrong with it. */
    Optional<String> refusal() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            boolean loose = !OWNERS.containsAll(Files.getPosixFilePermissions(file));
            return loose
                    ? Optional.of(
                            "the password file " + file + " was not used: others can read it (chmod 0600 " + file + ")")
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of("the password file " + file + " was not used: its permissions can't be read");
        }
    }

    /** The password for one server, database and user. */
    Optional<String> password(Place place, String database, String user) {
        if (!Files.isReadable(file) || refusal().isPresent()) {
            return Optional.empty();
        }
        synchronized (PasswordFile.class) { // the driver takes the file's name from a property of the process alone
            String before = System.getProperty("org.postgresql.pgpassfile");
            System.setProperty("org.postgresql.pgpassfile", file.toString());
            try {
                return Optional.ofNullable(
                        PgPassParser.getPassword(place.host(), String.valueOf(place.port()), database, user));
            } finally {
                if (before == null) {
                    System.clearProperty("org.postgresql.pgpassfile");
                } else {
                    System.setProperty("org.postgresql.pgpassfile", before);
                }
            }
        }
    }
}
