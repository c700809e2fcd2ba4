package dev.handrail.target.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One file that is read from its beginning as far as it is written, hashed, and handed on piece by piece. */
final class Hashing {
    private static final int PIECE = 1 << 18;
    private static final ThreadLocal<byte[]> PIECES = ThreadLocal.withInitial(() -> new byte[PIECE]);

    private final MessageDigest digest = sha256();
    private final OutputStream to;
    private long bytes;

    /** @param to takes every byte once, in order */
    Hashing(OutputStream to) {
        this.to = to;
    }

    /** Reads on from where it stopped to what is now the end. */
    long readOn(Path file) throws IOException {
        byte[] piece = PIECES.get();
        long before = bytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            InputStream in = Channels.newInputStream(channel.position(bytes));
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                to.write(piece, 0, n);
                bytes += n;
            }
        }
        return bytes - before;
    }

    long bytes() {
        return bytes;
    }

    Fingerprint.Entry end() throws IOException {
        to.close();
        return new Fingerprint.Entry(HexFormat.of().formatHex(digest.digest()), bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
