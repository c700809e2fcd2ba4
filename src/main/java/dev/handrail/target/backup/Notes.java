package dev.handrail.target.backup;

import dev.handrail.target.postgres.Address;
import dev.handrail.text.OwnFile;
import dev.handrail.text.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Secrets for a program of PostgreSQL's, in files that only we can read: never among its arguments or variables. The
 * password goes the way of {@code .pgpass}; the client key's goes into a service file, the one way libpq has for it.
 */
final class Notes implements AutoCloseable {
    /** The service that stands for what can't be told otherwise. */
    static final String SERVICE = "handrail";

    private static final String KEY_PASSWORD = "sslpassword";
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path password;
    private final @Nullable Path service;

    private Notes(Path password, @Nullable Path service) {
        this.password = password;
        this.service = service;
    }

    /** @param folder the run's own; what a killed process left there is replaced by the next attempt */
    static Notes in(Path folder, Address address) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            Secret secret = address.password();
            String line = secret == null ? "" : "*:*:*:*:" + escaped(secret.reveal()) + "\n"; // empty: none is tried
            Path password = written(folder.resolve(".pgpass").toAbsolutePath(), line);
            return new Notes(password, keyed(address) ? service(folder, address) : null);
        } catch (IOException e) {
            throw Folders.failed("takes no password file", folder, e);
        }
    }

    /** True where the client's key has a password of its own. */
    static boolean keyed(Address address) {
        return address.properties().containsKey(KEY_PASSWORD);
    }

    private static Path service(Path folder, Address address) throws IOException {
        return written(
                folder.resolve(".pg_service.conf").toAbsolutePath(),
                "[" + SERVICE + "]\n" + KEY_PASSWORD + "="
                        + address.properties().get(KEY_PASSWORD) + "\n");
    }

    private static Path written(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel fresh = OwnFile.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            fresh.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        return file;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }

    /** An empty PGPASSWORD lets the file count, whatever handrail's own environment says; so for PGHOSTADDR. */
    Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PGPASSFILE", password.toString());
        all.put("PGPASSWORD", "");
        all.put("PGHOSTADDR", "");
        if (service != null) {
            all.put("PGSERVICEFILE", service.toString());
        }
        return all;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(password);
            if (service != null) {
                Files.deleteIfExists(service);
            }
        } catch (IOException e) {
            // nobody else can read them
        }
    }
}
