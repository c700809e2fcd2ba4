package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The servers' programs out of the jars that carry them, unpacked once: whole, or not there. */
final class Binaries {
    private static final Map<String, String> POSTGRES =
            Map.of("amd64", "postgres-linux-x86_64.txz", "aarch64", "postgres-linux-arm_64.txz");
    private static final Map<String, String> REDIS =
            Map.of("amd64", "redis-server-6.2.6-v5-linux-amd64", "aarch64", "redis-server-6.2.7-linux-arm64");
    private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+\\.\\d+)\\.jar!");

    private final Place place;

    Binaries(Place place) {
        this.place = place;
    }

    /** The folder with {@code bin/postgres}, whether it is unpacked or not. */
    Path postgres() {
        Matcher version = VERSION.matcher(resource(POSTGRES).toString());
        return place.files().resolve("postgres-" + (version.find() ? version.group(1) : "unversioned"));
    }

    Path redis() {
        return place.files().resolve(resourceName(REDIS));
    }

    /** Unpacks PostgreSQL where that was not done yet; a second or two. */
    void unpackPostgres() throws IOException {
        Path target = postgres();
        if (Files.isDirectory(target)) {
            return;
        }
        Path fresh = target.resolveSibling("unpacking-postgres");
        Trees.delete(fresh);
        try (InputStream packed = resource(POSTGRES).openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, fresh);
            }
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    void unpackRedis() throws IOException {
        if (Files.exists(redis())) {
            return;
        }
        Path fresh = redis().resolveSibling("unpacking-redis");
        try (InputStream binary = resource(REDIS).openStream()) {
            Files.copy(binary, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, redis(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("an entry outside of the archive: " + entry.getName());
        }
        boolean executable = entry.isDirectory() || (entry.getMode() & 0100) != 0;
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(parent(target));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(parent(target));
            Files.copy(tar, target);
        }
        if (!Files.isSymbolicLink(target) && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static Path parent(Path file) {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    private static String resourceName(Map<String, String> byMachine) {
        String name = byMachine.get(System.getProperty("os.arch"));
        if (name == null || !System.getProperty("os.name").equals("Linux")) {
            throw unsupported();
        }
        return name;
    }

    private static URL resource(Map<String, String> byMachine) {
        URL found = Binaries.class.getResource("/" + resourceName(byMachine));
        if (found == null) {
            throw unsupported();
        }
        return found;
    }

    private static Problem unsupported() {
        return new Problem(
                ExitCode.UNREACHABLE,
                "the sandbox does not run on this machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "this build brings servers for Linux on the machine that it was built on",
                "bind servers of your own: handrail.yml, or --database and --cache");
    }
}
