package dev.handrail.target.backup;

import dev.handrail.json.Json;
import dev.handrail.runbook.Manifest;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A backup's manifest as it is kept beside the dump: what was dumped, when, how it was proven, and every file's digest.
 *
 * @param whole false where only some tables, or no rows, were dumped
 */
record ManifestFile(Manifest manifest, Fingerprint files, boolean whole, Provenance provenance) {
    static final String NAME = "manifest.json";
    private static final String SEAL = "seal";
    private static final long VERSION = 1;

    /** Written and on disk before the backup gets its name. */
    void write(Path folder) throws IOException {
        try (FileChannel channel =
                OwnFile.open(folder.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Map<String, Object> all = asMap();
            all.put(SEAL, seal(all));
            ByteBuffer text = ByteBuffer.wrap(Json.write(all).getBytes(StandardCharsets.UTF_8));
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
        all.put("snapshot", provenance.snapshot());
        all.put("server", provenance.server());
        all.put("program", provenance.program());
        all.put("ms", new TreeMap<>(provenance.millis()));
        all.put("source", manifest.source());
        all.put("bytes", manifest.bytes());
        all.put("digest", manifest.digest());
        Manifest.Encrypted encrypted = manifest.encrypted();
        if (encrypted != null) {
            all.put("recipients", encrypted.recipients());
            all.put("encryptionProof", encrypted.proof());
        }
        all.put("rows", new TreeMap<>(manifest.rows()));
        if (!provenance.content().isEmpty()) {
            all.put("content", new TreeMap<>(provenance.content()));
        }
        if (!provenance.taken().inventory().isEmpty()) {
            all.put("inventory", new TreeMap<>(provenance.taken().inventory()));
        }
        all.put("remarks", provenance.taken().remarks());
        all.put("restored", manifest.restored());
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
            return Files.isRegularFile(file) ? read(place.toString(), Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same from its text, wherever it lies. */
    static Optional<ManifestFile> read(String place, String text) {
        try {
            return Json.read(text) instanceof Map<?, ?> all ? Optional.of(read(place, all)) : Optional.empty();
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** SHA-256 over everything else: a manifest that a fault altered proves nothing. */
    private static String seal(Map<?, ?> all) {
        Map<Object, Object> sealed = new LinkedHashMap<>(all);
        sealed.remove(SEAL);
        byte[] text = Json.write(sealed).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Hashing.sha256().digest(text));
    }

    private static ManifestFile read(String place, Map<?, ?> all) {
        if (!seal(all).equals(text(all, SEAL))) {
            throw new IllegalArgumentException("the seal does not fit");
        }
        Map<String, Fingerprint.Entry> files = new TreeMap<>();
        ((Map<?, ?>) all.get("files"))
                .forEach((name, entry) -> files.put(below((String) name), entry((Map<?, ?>) entry)));
        Provenance provenance = new Provenance(
                later(all, "snapshot", String.class, ""),
                later(all, "server", String.class, ""),
                later(all, "program", String.class, ""),
                map(all, "content", String.class),
                map(all, "ms", Long.class),
                taken(all));
        Manifest manifest = new Manifest(
                place,
                text(all, "database"),
                text(all, "system"),
                text(all, "run"),
                Instant.parse(text(all, "at")),
                number(all, "bytes"),
                text(all, "digest"),
                text(all, "proof"),
                text(all, "serverVersion"),
                map(all, "rows", Long.class),
                later(all, "source", Long.class, 0L),
                provenance.total(),
                encrypted(all),
                later(all, "restored", Long.class, 0L));
        return new ManifestFile(manifest, new Fingerprint(files), Boolean.TRUE.equals(all.get("whole")), provenance);
    }

    private static Manifest.@Nullable Encrypted encrypted(Map<?, ?> all) {
        if (!(all.get("recipients") instanceof List<?> recipients)) {
            return null;
        }
        return new Manifest.Encrypted(
                recipients.stream().map(String.class::cast).toList(), text(all, "encryptionProof"));
    }

    private static Provenance.Taken taken(Map<?, ?> all) {
        List<?> remarks = later(all, "remarks", List.class, List.of());
        return new Provenance.Taken(
                map(all, "inventory", Long.class),
                remarks.stream().map(String.class::cast).toList());
    }

    /** What manifests did not have from the beginning. */
    private static <T> T later(Map<?, ?> all, String name, Class<T> type, T missing) {
        return all.get(name) == null ? missing : type.cast(all.get(name));
    }

    private static <T> Map<String, T> map(Map<?, ?> all, String name, Class<T> type) {
        Map<String, T> read = new TreeMap<>();
        later(all, name, Map.class, Map.of()).forEach((key, value) -> read.put((String) key, type.cast(value)));
        return read;
    }

    /** A backup may come from where others write: none of its names leads out of its folder. */
    private static String below(String name) {
        Path path = Path.of(name);
        if (name.isEmpty() || path.isAbsolute() || !path.equals(path.normalize()) || path.startsWith("..")) {
            throw new IllegalArgumentException("the name leads elsewhere: " + name);
        }
        return name;
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
