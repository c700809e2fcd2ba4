package dev.handrail.journal;

import dev.handrail.text.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies a journal to another disk while it is written, on a thread of its own: a disk that does not answer holds a run
 * up once, for as long as its patience, and never again until it has caught up.
 */
final class Mirror implements AutoCloseable {
    /** How long a run waits for its mirror. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Path journal;
    private final Path folder;
    private final String run;
    private final Duration patience;
    private final Thread thread;
    private long wanted;
    private long tried = -1;
    private long reached = -1;
    private boolean behind;
    private boolean closed;
    private boolean other;
    private @Nullable String trouble;

    Mirror(Path journal, Path folder, String run, Duration patience) {
        this.journal = journal;
        this.folder = folder;
        this.run = run;
        this.patience = patience;
        this.thread = new Thread(this::work, "journal mirror");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the copy is. */
    Path place() {
        return folder.resolve(run).resolve(Journal.FILE);
    }

    /**
     * Has everything up to {@code end} copied.
     *
     * @return why it is not, or not yet; empty where it is on the mirror's disk
     */
    synchronized Optional<String> reach(long end) {
        boolean keepsUp = !behind || reached >= wanted;
        wanted = end;
        notifyAll();
        await(end, keepsUp ? patience.toNanos() : 0);
        behind = reached < end;
        return behind ? Optional.of(why()) : Optional.empty();
    }

    /** Once more at the end, with all its patience. */
    synchronized Optional<String> last(long end) {
        behind = false;
        return reach(end);
    }

    /** True where the mirror holds records that the journal does not: one of the two is not what it should be. */
    synchronized boolean other() {
        return other;
    }

    private String why() {
        return trouble == null ? "it did not answer within " + Durations.show(patience) : trouble;
    }

    private void await(long end, long nanos) {
        long last = System.nanoTime() + nanos;
        boolean interrupted = false;
        while (reached < end && tried < end && last - System.nanoTime() > 0) {
            try {
                wait(Math.max(1, (last - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        MirrorFile file = null;
        long end = next(-1);
        while (end >= 0) {
            try {
                file = file == null ? MirrorFile.open(journal, folder, run) : file;
                file.reach(end);
                report(end, null);
            } catch (IOException | RuntimeException e) {
                other = other || e instanceof MirrorFile.Other;
                report(end, e instanceof IOException io ? JournalFile.reason(io) : String.valueOf(e));
                file = closed(file);
            }
            end = next(end);
        }
        closed(file);
    }

    /** Waits for more to copy than what was {@code done}; -1 where the journal is closed. */
    private synchronized long next(long done) {
        while (wanted <= done && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return -1;
            }
        }
        return wanted > done ? wanted : -1;
    }

    private synchronized void report(long end, @Nullable String failure) {
        tried = end;
        reached = failure == null ? end : reached;
        trouble = failure;
        notifyAll();
    }

    private static @Nullable MirrorFile closed(@Nullable MirrorFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // what it holds was synced before
        }
        return null;
    }

    /** Does not wait for what does not answer. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
