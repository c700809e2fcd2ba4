package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.target.host.AgeProgram;
import dev.handrail.target.host.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The age programs that are at work for one effect: the operator's cancel ends them. */
final class Filters {
    private static final int SIGNALLED = 128;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final AgeProgram program;
    private final Execution execution;
    private final Set<Filter> running = new HashSet<>();

    Filters(AgeProgram program, Execution execution) {
        this.program = program;
        this.execution = execution;
    }

    /** @throws EffectFailure where a cancel was asked for already */
    void heedCancel() {
        execution.onCancel(this::end);
    }

    /** @throws EffectFailure cancelled on request */
    Filter start(List<String> arguments) {
        return kept(() -> Filter.start(argv(arguments)));
    }

    /**
     * What it writes goes through another program.
     *
     * @throws EffectFailure cancelled on request
     */
    Filter through(List<String> next, List<String> arguments) {
        return kept(() -> Filter.through(next, argv(arguments)));
    }

    /**
     * From one file into another.
     *
     * @param to is there, empty
     * @throws EffectFailure cancelled on request
     */
    Filter between(Path from, Path to, List<String> arguments) {
        return kept(() -> Filter.between(from, to, argv(arguments)));
    }

    private synchronized Filter kept(Supplier<Filter> starting) {
        mustGoOn();
        Filter filter = starting.get();
        running.add(filter);
        return filter;
    }

    private String[] argv(List<String> arguments) {
        return Stream.concat(Stream.of(program.path().toString()), arguments.stream())
                .toArray(String[]::new);
    }

    /** @throws EffectFailure cancelled on request */
    void mustGoOn() {
        if (execution.cancelled()) {
            throw EffectFailure.cancelled(execution.cancelReason());
        }
    }

    /**
     * Waits for its end.
     *
     * @return why it did not do its work, in its own words where it has some; empty where it did
     */
    String ended(Filter filter) {
        try {
            int exit = filter.await();
            mustGoOn();
            return exit == 0 ? "" : told(exit, filter.complaints());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EffectFailure.cancelled("interrupted");
        }
    }

    private String told(int exit, String complaints) {
        String end =
                exit > SIGNALLED ? " was killed by signal " + (exit - SIGNALLED) : " ended with exit status " + exit;
        return program.path()
                + end
                + complaints.lines().findFirst().map(line -> ": " + line).orElse(" and said nothing");
    }

    /**
     * Tells how far it is until it has ended.
     *
     * @param at the bytes of {@code size} that are done
     */
    static void follow(Filter filter, LongSupplier at, long size, LongConsumer done) {
        try {
            long told = 0;
            for (Optional<Integer> end = filter.await(PAUSE); end.isEmpty(); end = filter.await(PAUSE)) {
                long now = Math.max(told, Math.min(size, at.getAsLong()));
                done.accept(now - told);
                told = now;
            }
            done.accept(size - told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told where its end is awaited
        }
    }

    /** Ends it where it is still at work. */
    void close(Filter filter) {
        filter.close();
        synchronized (this) {
            running.remove(filter);
        }
    }

    private synchronized void end() {
        running.forEach(Filter::close);
    }
}
