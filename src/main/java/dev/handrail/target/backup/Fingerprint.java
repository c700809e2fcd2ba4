package dev.handrail.target.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What is in a backup's folder, to the last byte.
 *
 * @param files SHA-256 and size of each file, by its path in the folder
 */
record Fingerprint(Map<String, Entry> files) {
    Fingerprint {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** What says something of a backup, and is none of it. */
    private static final Set<String> BESIDE = Set.of(ManifestFile.NAME, OverNote.NAME);

    record Entry(String digest, long bytes) {}

    /**
     * Reads every file of the dump.
     *
     * @param read is told after each file how many bytes were read in all
     */
    static Fingerprint of(Path folder, LongConsumer read) throws IOException {
        Map<String, Entry> files = new TreeMap<>();
        long bytes = 0;
        for (Path file : Folders.files(folder)) {
            String name = folder.relativize(file).toString();
            if (!BESIDE.contains(name)) {
                Hashing hashing = new Hashing(OutputStream.nullOutputStream());
                bytes += hashing.readOn(file);
                files.put(name, hashing.end());
                read.accept(bytes);
            }
        }
        return new Fingerprint(files);
    }

    /** SHA-256 over the files' own digests and names. */
    String digest() {
        MessageDigest digest = Hashing.sha256();
        files.forEach(
                (name, entry) -> digest.update((entry.digest() + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    long bytes() {
        return files.values().stream().mapToLong(Entry::bytes).sum();
    }
}
