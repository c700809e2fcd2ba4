package dev.handrail.target.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A few threads that do many things: the first failure ends all of them. */
final class Crew implements AutoCloseable {
    /** One alone is bound by the way to the server and back. */
    private static final int THREADS = 4;

    private final Watch watch;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "store");
        thread.setDaemon(true);
        return thread;
    });

    Crew(Watch watch) {
        this.watch = watch;
    }

    /** Does all of it, in any order. */
    <T> List<T> all(List<? extends Callable<T>> work) {
        List<Future<T>> begun = new ArrayList<>();
        for (Callable<T> one : work) {
            begun.add(threads.submit(() -> {
                if (watch.stopped()) {
                    throw new CancellationException();
                }
                return one.call();
            }));
        }
        List<T> done = new ArrayList<>();
        for (Future<T> one : begun) {
            done.add(result(one));
        }
        return done;
    }

    private <T> T result(Future<T> one) {
        try {
            return one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (watch.stopped()) {
                throw new CancellationException();
            }
            throw e.getCause() instanceof RuntimeException told ? told : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
