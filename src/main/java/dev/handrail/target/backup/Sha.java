package dev.handrail.target.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SHA-256 of what passes by: here, or where much is to come by a program of the system. */
final class Sha implements AutoCloseable {
    /** From here on a program of the system is worth its start. */
    static final long LARGE = 4L << 20;

    private final MessageDigest digest = Hashing.sha256();
    private final @Nullable Sum sum;

    private Sha(@Nullable Sum sum) {
        this.sum = sum;
    }

    /** @param bytes about how many come */
    static Sha of(long bytes) {
        return new Sha(bytes < LARGE ? null : Sum.begin().orElse(null));
    }

    /** Of a file as it lies. */
    static String of(Path file) throws IOException {
        long size = Files.size(file);
        Optional<Sum> sum = size < LARGE ? Optional.empty() : Sum.of(file);
        if (sum.isPresent()) {
            return sum.get().end();
        }
        byte[] piece = new byte[(int) Math.min(size + 1, LARGE)];
        try (InputStream in = Files.newInputStream(file);
                Sha sha = new Sha(null)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                sha.update(piece, n);
            }
            return sha.end();
        }
    }

    void update(byte[] piece, int length) throws IOException {
        if (sum == null) {
            digest.update(piece, 0, length);
        } else {
            sum.update(piece, length);
        }
    }

    String end() throws IOException {
        return sum == null ? HexFormat.of().formatHex(digest.digest()) : sum.end();
    }

    @Override
    public void close() {
        if (sum != null) {
            sum.drop();
        }
    }
}
