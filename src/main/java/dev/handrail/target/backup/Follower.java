package dev.handrail.target.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a dump close behind pg_dump, while what it wrote is still in memory: hashing costs no second
 * reading of the disk, and whoever is to have the files gets them as they come.
 */
final class Follower implements AutoCloseable {
    /** Written last, and not from its beginning to its end. */
    private static final Set<String> LAST = Set.of("toc.dat");

    private static final long PAUSE_MS = 30;
    /** Of its time it looks for new files at most a tenth. */
    private static final int SHARE = 10;

    private final Path folder;
    private final Function<String, OutputStream> takers;
    private final Map<String, Hashing> files = new TreeMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private volatile long bytes;
    private volatile @Nullable IOException failure;

    private Follower(Path folder, Function<String, OutputStream> takers) {
        this.folder = folder;
        this.takers = takers;
        this.thread = new Thread(this::follow, "hash " + folder.getFileName());
        thread.setDaemon(true);
    }

    /** @param takers for each file, by its path in the folder, who gets its bytes beside the hash */
    static Follower begin(Path folder, Function<String, OutputStream> takers) {
        Follower follower = new Follower(folder, takers);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        long pause = PAUSE_MS;
        try {
            while (!end.await(pause, TimeUnit.MILLISECONDS)) {
                long begin = System.nanoTime();
                boolean grew = catchUp(false);
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                pause = grew ? PAUSE_MS : Math.max(PAUSE_MS, took * SHARE);
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean catchUp(boolean all) throws IOException {
        boolean grew = false;
        for (Path file : Folders.files(folder)) {
            String name = folder.relativize(file).toString();
            if (all || !LAST.contains(name)) {
                grew |= catchUp(file, files.computeIfAbsent(name, n -> new Hashing(takers.apply(n))));
            }
        }
        return grew;
    }

    private boolean catchUp(Path file, Hashing hashing) throws IOException {
        try {
            if (Files.size(file) == hashing.bytes()) {
                return false;
            }
            long read = hashing.readOn(file);
            bytes += read;
            return read > 0;
        } catch (NoSuchFileException e) {
            return false; // what is there at the end counts
        }
    }

    /** How much was written and read so far. */
    long bytes() {
        return bytes;
    }

    /**
     * Reads to the end; to be called when nobody writes any more.
     *
     * @throws IOException where a file could not be read, or is gone
     */
    Fingerprint finished() throws IOException {
        stop();
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        catchUp(true);
        Map<String, Fingerprint.Entry> entries = new TreeMap<>();
        for (Map.Entry<String, Hashing> file : files.entrySet()) {
            entries.put(file.getKey(), file.getValue().end());
        }
        files.clear();
        return new Fingerprint(entries);
    }

    private void stop() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        files.values().forEach(Hashing::drop);
    }
}
