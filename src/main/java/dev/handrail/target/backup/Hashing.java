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
import org.jspecify.annotations.Nullable;

/** One file that is read from its beginning as far as it is written, hashed, and handed on piece by piece. */
final class Hashing {
    private static final int PIECE = 1 << 18;
    private static final ThreadLocal<byte[]> PIECES = ThreadLocal.withInitial(() -> new byte[PIECE]);

    /** From here on a program of the system is worth its start. */
    private static final long LARGE = 4L << 20;

    private final MessageDigest digest = sha256();
    private final OutputStream to;
    private @Nullable Sum sum;
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
            begin(channel);
            InputStream in = Channels.newInputStream(channel.position(bytes));
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                update(piece, n);
                to.write(piece, 0, n);
                bytes += n;
            }
        }
        return bytes - before;
    }

    /** A file that has grown large goes on elsewhere: what was read of it so far is read again, from memory. */
    private void begin(FileChannel channel) throws IOException {
        if (sum != null || channel.size() < LARGE) {
            return;
        }
        sum = Sum.begin().orElse(null);
        if (sum != null && bytes > 0) {
            byte[] piece = new byte[(int) Math.min(PIECE, bytes)];
            InputStream again = Channels.newInputStream(channel.position(0));
            for (long left = bytes; left > 0; ) {
                int n = again.readNBytes(piece, 0, (int) Math.min(piece.length, left));
                if (n == 0) {
                    throw new IOException("a file that is written became shorter");
                }
                sum.update(piece, n);
                left -= n;
            }
        }
    }

    private void update(byte[] piece, int length) throws IOException {
        if (sum == null) {
            digest.update(piece, 0, length);
        } else {
            sum.update(piece, length);
        }
    }

    long bytes() {
        return bytes;
    }

    Fingerprint.Entry end() throws IOException {
        to.close();
        return new Fingerprint.Entry(sum == null ? HexFormat.of().formatHex(digest.digest()) : sum.end(), bytes);
    }

    /** Nobody wants to know any more. */
    void drop() {
        if (sum != null) {
            sum.drop();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
