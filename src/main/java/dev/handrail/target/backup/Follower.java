package dev.handrail.target.backup;

import java.io.IOException;
import java.io.OutputStream;
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

    /** A fifth of a second later it is in memory still. */
    private static final long PAUSE_MS = 200;
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
                Map<Path, Long> sizes = Folders.sizes(folder);
                long looked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                catchUp(sizes, false);
                pause = Math.max(PAUSE_MS, looked * SHARE);
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp(Map<Path, Long> sizes, boolean all) throws IOException {
        for (Map.Entry<Path, Long> file : sizes.entrySet()) {
            String name = folder.relativize(file.getKey()).toString();
            if (all || !LAST.contains(name)) {
                Hashing hashing = files.computeIfAbsent(name, n -> new Hashing(takers.apply(n)));
                if (file.getValue() != hashing.bytes()) {
                    catchUp(file.getKey(), hashing);
                }
            }
        }
    }

    private void catchUp(Path file, Hashing hashing) throws IOException {
        try {
            bytes += hashing.readOn(file);
        } catch (NoSuchFileException e) {
            // what is there at the end counts
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
        catchUp(Folders.sizes(folder), true);
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
