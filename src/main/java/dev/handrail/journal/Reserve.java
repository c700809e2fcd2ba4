package dev.handrail.journal;

import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Room on the disk that is given up when the disk is full, so that what was begun can still be recorded. It is a file
 * of its own: the journal never holds anything but its records, whoever reads, follows or copies it.
 */
final class Reserve implements AutoCloseable {
    static final String FILE = "journal.reserve";
    static final int SIZE = 64 * 1024;

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean filled;

    Reserve(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Makes sure that the room is there; cheap where it is. What is written compresses to nothing smaller. */
    void fill() throws IOException {
        if (filled) {
            return;
        }
        FileChannel open = channel();
        byte[] noise = new byte[SIZE];
        new Random().nextBytes(noise);
        ByteBuffer bytes = ByteBuffer.wrap(noise);
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes, bytes.position());
            }
            open.force(true);
        } catch (IOException e) {
            open.truncate(0);
            throw e;
        }
        filled = true;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = OwnFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    /** Gives the room up. False where there is none: it was given up before, or never made. */
    boolean release() throws IOException {
        if (!filled) {
            return false;
        }
        filled = false;
        channel().truncate(0);
        return true;
    }

    /** The run pauses or ends: the room is given back. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            filled = false;
            Files.deleteIfExists(file);
        }
    }
}
