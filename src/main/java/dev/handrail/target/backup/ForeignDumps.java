package dev.handrail.target.backup;

import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Foreign.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Dumps that others made, told by their first and last bytes. */
final class ForeignDumps {
    /** What a script by pg_dump begins and ends with; newer ones write a line or two after it. */
    private static final String HEAD = "-- PostgreSQL database dump";

    private static final String END = "-- PostgreSQL database dump complete";

    private static final int TAIL = 4096;
    private static final int START = 512;
    private static final int TAR_MAGIC = 257;

    private ForeignDumps() {}

    /** Empty where there is no dump. */
    static Optional<Foreign> at(Path place) {
        try {
            if (Files.isRegularFile(place.resolve("toc.dat"))) {
                return Optional.of(foreign(place, Kind.FOLDER, Folders.bytes(place), true));
            }
            if (!Files.isRegularFile(place)) {
                return Optional.empty();
            }
            String start = start(place);
            long bytes = Files.size(place);
            if (start.startsWith("PGDMP") || start.startsWith("ustar", TAR_MAGIC)) {
                return Optional.of(foreign(place, Kind.ARCHIVE, bytes, true));
            }
            return start.contains(HEAD)
                    ? Optional.of(
                            foreign(place, Kind.SCRIPT, bytes, end(place, bytes).contains(END)))
                    : Optional.empty();
        } catch (IOException e) {
            throw Folders.failed("can't be read", place, e);
        }
    }

    private static Foreign foreign(Path place, Kind kind, long bytes, boolean ended) throws IOException {
        return new Foreign(
                place.toString(), kind, bytes, Files.getLastModifiedTime(place).toInstant(), ended);
    }

    private static String start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
        }
    }

    private static String end(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer tail = ByteBuffer.allocate(TAIL);
            channel.read(tail, Math.max(0, bytes - TAIL));
            return new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
        }
    }
}
