package dev.handrail.target.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The disk that new databases of a server lie on. SQL knows nothing of free space, so it is seen only where the server
 * runs on this machine: not by its address, which a tunnel may have, but where our own session's process is here.
 */
public final class ServerDisk {
    /** The process and port of our own session, the data directory (null for who may not know it), a tablespace's folder. */
    public static final String QUERY = """
            select pg_catalog.pg_backend_pid() as pid, pg_catalog.inet_client_port() as port,
                   (select setting from pg_catalog.pg_settings where name = 'data_directory') as folder,
                   pg_catalog.pg_tablespace_location(d.dattablespace) as space
            from pg_catalog.pg_database d where d.datname = 'template0'""";

    private ServerDisk() {}

    /** Whether the server runs on this machine. */
    public static boolean here(Maintenance session) {
        return session.rows(QUERY).stream()
                .findFirst()
                .filter(seen -> here(text(seen.get("pid")), text(seen.get("port"))))
                .isPresent();
    }

    /** Asks in a session of ours. */
    public static OptionalLong free(Maintenance session) {
        return session.rows(QUERY).stream().findFirst().map(ServerDisk::free).orElse(OptionalLong.empty());
    }

    /**
     * Bytes free, while the session is open that answered.
     *
     * @param seen a row of {@link #QUERY}
     */
    static OptionalLong free(Map<String, ? extends @Nullable Object> seen) {
        String space = text(seen.get("space"));
        String folder = space.isEmpty() ? text(seen.get("folder")) : space;
        if (folder.isEmpty() || !here(text(seen.get("pid")), text(seen.get("port")))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Files.getFileStore(Path.of(folder)).getUsableSpace());
        } catch (IOException | SecurityException e) {
            return OptionalLong.empty(); // another mount namespace, or a folder that is not ours to look for
        }
    }

    /** Its title names the port that we connect from: another server's process of that number does not. */
    private static boolean here(String pid, String port) {
        try {
            String title = Files.readString(Path.of("/proc", pid, "cmdline"), StandardCharsets.ISO_8859_1);
            return title.startsWith("postgres") && title.contains("(" + port + ")");
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
