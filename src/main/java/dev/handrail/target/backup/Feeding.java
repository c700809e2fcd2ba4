package dev.handrail.target.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a file, hashes it and hands it to a program, on a thread of its own. */
final class Feeding implements AutoCloseable {
    /**
     * What the program was given.
     *
     * @param whole false where it stopped reading before the file's end
     */
    record Fed(String digest, long bytes, boolean whole) {}

    private final Path file;
    private final OutputStream to;
    private final Sha sha;
    private final LongConsumer done;
    private final Thread thread;
    private volatile @Nullable Exception failure;
    private volatile long bytes;
    private volatile boolean refused;

    private Feeding(Path file, Sha sha, OutputStream to, LongConsumer done) {
        this.file = file;
        this.sha = sha;
        this.to = to;
        this.done = done;
        this.thread = new Thread(this::feed, "feed " + file.getFileName());
        thread.setDaemon(true);
    }

    /** @param done what it throws ends the feeding, and is thrown by {@link #end()} */
    static Feeding begin(Path file, long size, OutputStream to, LongConsumer done) {
        Feeding feeding = new Feeding(file, Sha.of(size), to, done);
        feeding.thread.start();
        return feeding;
    }

    private void feed() {
        byte[] piece = new byte[AgeStreaming.PIECE];
        try (OutputStream out = to;
                InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(piece); n >= 0 && given(out, piece, n); n = in.read(piece)) {
                sha.update(piece, n);
                bytes += n;
                done.accept(n);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private boolean given(OutputStream out, byte[] piece, int length) {
        try {
            out.write(piece, 0, length);
            return true;
        } catch (IOException e) {
            refused = true; // it reads no more: why, it says at its end
            return false;
        }
    }

    /**
     * To be called when the program has ended.
     *
     * @throws IOException where the file can't be read
     */
    Fed end() throws IOException {
        join();
        Exception failed = failure;
        if (failed instanceof RuntimeException told) {
            throw told;
        } else if (failed instanceof IOException told) {
            throw told;
        }
        return new Fed(sha.end(), bytes, !refused);
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sha.close();
    }
}
