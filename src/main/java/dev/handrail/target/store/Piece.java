package dev.handrail.target.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** A part of a file that is sent at once. */
record Piece(Path file, int number, long from, long bytes) {
    private static final int BUFFER = 1 << 16;

    /** MD5 as S3 takes and tells it. Against mistakes on the way only: what proves a backup is SHA-256. */
    record Md5(byte[] raw) {
        String hex() {
            return HexFormat.of().formatHex(raw);
        }

        String base64() {
            return Base64.getEncoder().encodeToString(raw);
        }
    }

    /** A new stream of just these bytes. */
    InputStream open() {
        try {
            FileChannel channel = FileChannel.open(file);
            return new Bounded(Channels.newInputStream(channel.position(from)), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Md5 md5() {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Md5(digest.digest());
    }

    static Md5 md5(byte[] bytes) {
        return new Md5(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
