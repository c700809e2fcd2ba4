package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks that are asked side by side, and told in their order: two at a time, and a few as soon as an answer is long in
 * coming.
 */
final class AtOnce implements AutoCloseable {
    /** One is asked while another is put on record; more would only cost sessions and a processor's time. */
    private static final int FEW = 2;

    private static final int MOST = 4;
    private static final long SLOW_MILLIS = 20;

    private final List<Check> checks;
    private final List<Supplier<Answered>> answers = new ArrayList<>();
    private final @Nullable ThreadPoolExecutor threads;

    /** A judgment and how long the answer took. */
    record Answered(Judged judged, Duration took) {}

    /** @param looks how each is asked; called here, and what it gives perhaps on another thread */
    AtOnce(List<Check> checks, Function<Check, Supplier<Judged>> looks) {
        this.checks = checks;
        threads = checks.size() < 2
                ? null
                : new ThreadPoolExecutor(
                        FEW, MOST, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), AtOnce::thread);
        for (Check check : checks) {
            Supplier<Judged> look = looks.apply(check);
            answers.add(threads == null ? () -> timed(look) : awaited(threads, threads.submit(() -> timed(look))));
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "handrail-check");
        thread.setDaemon(true);
        return thread;
    }

    private static Answered timed(Supplier<Judged> look) {
        long begin = System.nanoTime();
        Judged judged = look.get();
        return new Answered(judged, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static Supplier<Answered> awaited(ThreadPoolExecutor threads, Future<Answered> coming) {
        return () -> {
            try {
                return come(threads, coming);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException own) {
                    throw own;
                }
                if (e.getCause() instanceof Error own) {
                    throw own;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Problem(ExitCode.INTERRUPTED, "the checks were interrupted", "", "", "resume judges them", e);
            }
        };
    }

    private static Answered come(ThreadPoolExecutor threads, Future<Answered> coming)
            throws InterruptedException, ExecutionException {
        try {
            return coming.get(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            threads.setCorePoolSize(MOST);
            return coming.get();
        }
    }

    /** Each with its judgment, in their order, as soon as it is there. */
    void each(BiConsumer<Check, Answered> told) {
        for (int i = 0; i < answers.size(); i++) {
            told.accept(checks.get(i), answers.get(i).get());
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
