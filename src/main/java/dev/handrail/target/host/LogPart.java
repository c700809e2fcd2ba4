package dev.handrail.target.host;

import dev.handrail.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A file that holds lines of a log, packed by gzip or not, from one byte of the unpacked text on. */
record LogPart(Path file, long from) {
    /** What is compared at both ends of the text before an offset: enough to tell a log from its successor. */
    private static final int TELLING = 1_024;

    InputStream open() throws IOException {
        InputStream in = raw();
        try {
            in.skipNBytes(from);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private InputStream raw() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** A digest of the beginning and of the end of its first {@code length} bytes; empty where it has fewer. */
    Optional<String> stamp(long length) throws IOException {
        int tail = (int) Math.min(TELLING, length);
        try (InputStream in = raw()) {
            byte[] first = in.readNBytes(tail);
            long between = length - 2L * tail;
            if (between > 0) {
                in.skipNBytes(between);
            }
            byte[] last = between > 0 ? in.readNBytes(tail) : in.readNBytes((int) (length - tail));
            if (first.length + Math.max(between, 0) + last.length < length) {
                return Optional.empty();
            }
            MessageDigest digest = Sha256.fresh();
            digest.update(first);
            return Optional.of(HexFormat.of().formatHex(digest.digest(last)));
        } catch (java.io.EOFException shorter) {
            return Optional.empty();
        }
    }
}
