package dev.handrail.target.backup;

import dev.handrail.json.Json;
import dev.handrail.runbook.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A backup's manifest as it is kept beside the dump: what was dumped, when, how it was proven, and every file's digest.
 *
 * @param whole false where only some tables, or no rows, were dumped
 */
record ManifestFile(Manifest manifest, Fingerprint files, boolean whole) {
    static final String NAME = "manifest.json";
    private static final long VERSION = 1;

    /** Written and on disk before the backup gets its name. */
    void write(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(
                folder.resolve(NAME),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer text = ByteBuffer.wrap(Json.write(asMap()).getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
    }

    private Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("v", VERSION);
        all.put("database", manifest.database());
        all.put("system", manifest.system());
        all.put("run", manifest.run());
        all.put("at", manifest.at().toString());
        all.put("serverVersion", manifest.serverVersion());
        all.put("proof", manifest.proof());
        all.put("whole", whole);
        all.put("bytes", manifest.bytes());
        all.put("digest", manifest.digest());
        all.put("rows", new TreeMap<>(manifest.rows()));
        Map<String, Object> each = new LinkedHashMap<>();
        files.files()
                .forEach((name, entry) -> each.put(name, Map.of("sha256", entry.digest(), "bytes", entry.bytes())));
        all.put("files", each);
        return all;
    }

    /** The manifest in a backup's folder; empty where there is none, or none that can be read: then it proves nothing. */
    static Optional<ManifestFile> read(Path place) {
        Path file = place.resolve(NAME);
        try {
            return Files.isRegularFile(file) && Json.read(Files.readString(file)) instanceof Map<?, ?> all
                    ? Optional.of(read(place, all))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | ClassCastException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ManifestFile read(Path place, Map<?, ?> all) {
        Map<String, Long> rows = new TreeMap<>();
        ((Map<?, ?>) all.get("rows")).forEach((table, count) -> rows.put((String) table, (Long) count));
        Map<String, Fingerprint.Entry> files = new TreeMap<>();
        ((Map<?, ?>) all.get("files")).forEach((name, entry) -> files.put((String) name, entry((Map<?, ?>) entry)));
        Manifest manifest = new Manifest(
                place.toString(),
                text(all, "database"),
                text(all, "system"),
                text(all, "run"),
                Instant.parse(text(all, "at")),
                number(all, "bytes"),
                text(all, "digest"),
                text(all, "proof"),
                text(all, "serverVersion"),
                rows);
        return new ManifestFile(manifest, new Fingerprint(files), Boolean.TRUE.equals(all.get("whole")));
    }

    private static Fingerprint.Entry entry(Map<?, ?> entry) {
        return new Fingerprint.Entry(text(entry, "sha256"), number(entry, "bytes"));
    }

    private static String text(Map<?, ?> all, String name) {
        if (all.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text " + name);
    }

    private static long number(Map<?, ?> all, String name) {
        if (all.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("no number " + name);
    }
}
