package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks that are asked side by side, a few at a time, and told in their order. */
final class AtOnce implements AutoCloseable {
    private static final int MOST = 4;

    private final List<Check> checks;
    private final List<Supplier<Answered>> answers = new ArrayList<>();
    private final @Nullable ExecutorService threads;

    /** A judgment and how long the answer took. */
    record Answered(Judged judged, Duration took) {}

    /** @param looks how each is asked; called here, and what it gives perhaps on another thread */
    AtOnce(List<Check> checks, Function<Check, Supplier<Judged>> looks) {
        this.checks = checks;
        threads =
                checks.size() < 2 ? null : Executors.newFixedThreadPool(Math.min(MOST, checks.size()), AtOnce::thread);
        for (Check check : checks) {
            Supplier<Judged> look = looks.apply(check);
            answers.add(threads == null ? () -> timed(look) : awaited(threads.submit(() -> timed(look))));
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

    private static Supplier<Answered> awaited(Future<Answered> coming) {
        return () -> {
            try {
                return coming.get();
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
