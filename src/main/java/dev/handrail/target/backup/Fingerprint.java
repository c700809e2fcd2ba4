package dev.handrail.target.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a backup's folder, to the last byte.
 *
 * @param files SHA-256 and size of each file, by its path in the folder
 */
record Fingerprint(Map<String, Entry> files) {
    private static final int PIECE = 1 << 20;

    Fingerprint {
        files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
    }

    record Entry(String digest, long bytes) {}

    /** Reads every file, but not the manifest, which says what they are. */
    static Fingerprint of(Path folder) throws IOException {
        Map<String, Entry> files = new TreeMap<>();
        for (Path file : Folders.files(folder)) {
            String name = folder.relativize(file).toString();
            if (!name.equals(ManifestFile.NAME)) {
                files.put(name, entry(file));
            }
        }
        return new Fingerprint(files);
    }

    private static Entry entry(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                bytes += n;
            }
        }
        return new Entry(HexFormat.of().formatHex(digest.digest()), bytes);
    }

    /** SHA-256 over the files' own digests and names. */
    String digest() {
        MessageDigest digest = sha256();
        files.forEach(
                (name, entry) -> digest.update((entry.digest() + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    long bytes() {
        return files.values().stream().mapToLong(Entry::bytes).sum();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
