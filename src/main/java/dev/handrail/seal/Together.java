package dev.handrail.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The same done to many files, the largest first, as many at once as there are processors. The first failure ends the
 * others, and nothing is at work any more when it is told.
 */
public final class Together {
    /** What is done to one of them. */
    public interface Task {
        /** @param done to be told how many bytes more were read: what it throws has to end the work */
        void on(Path file, LongConsumer done) throws IOException;
    }

    private final Task task;
    private final LongConsumer done;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Together(Task task, LongConsumer done) {
        this.task = task;
        this.done = done;
    }

    /**
     * @param done told by several threads; what it throws ends all of them
     * @throws UncheckedIOException where a file can't be read or written
     */
    public static void each(List<Path> files, LongConsumer done, Task task) {
        new Together(task, done).all(files);
    }

    private void all(List<Path> files) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), work -> {
                    Thread thread = new Thread(work, "files");
                    thread.setDaemon(true);
                    return thread;
                });
        List<Future<?>> begun = new ArrayList<>();
        files.stream()
                .sorted(Comparator.comparing(file -> -file.toFile().length()))
                .forEach(file -> begun.add(threads.submit(() -> one(file))));
        threads.shutdown();
        for (Future<?> one : begun) {
            ended(one);
        }
        if (failure.get() instanceof RuntimeException told) {
            throw told;
        } else if (failure.get() instanceof Error told) {
            throw told;
        }
    }

    private void one(Path file) {
        try {
            goOn();
            task.on(file, bytes -> {
                goOn();
                done.accept(bytes);
            });
        } catch (IOException e) {
            failure.compareAndSet(null, new UncheckedIOException(e));
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void goOn() {
        if (failure.get() != null) {
            throw new CancellationException();
        }
    }

    private void ended(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new CancellationException());
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            failure.compareAndSet(null, e.getCause());
        }
    }
}
