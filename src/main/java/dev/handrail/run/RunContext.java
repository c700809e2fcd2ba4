package dev.handrail.run;

import dev.handrail.journal.Journal;
import dev.handrail.journal.RunState;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Everything that a run works with.
 *
 * @param environment its name
 * @param guarded marked {@code protected}
 * @param bound options without which a command on this run would not find its targets, each behind a blank; empty
 *     where the environment says it all
 */
public record RunContext(
        Runbook runbook,
        String environment,
        boolean guarded,
        Journal journal,
        Targets targets,
        Performer performer,
        Guard guard,
        Operator operator,
        Answers answers,
        Clock clock,
        Pauses pauses,
        Memory memory,
        Interrupts interrupts,
        Watcher watcher,
        String bound) {
    private static final long TICK_MILLIS = 200;

    RunState state() {
        return journal.state();
    }

    /** A command on this run, to paste. */
    String command(String word) {
        return "handrail " + word + " " + journal.run() + bound;
    }

    /** Waits, but no longer than until somebody asks for an end; false where somebody did. */
    boolean waited(Duration time) {
        waited(time, interrupts::cancelAsked, gone -> {});
        return !interrupts.cancelAsked();
    }

    /**
     * Waits, but no longer than until {@code ended}.
     *
     * @param gone is told now and then how many milliseconds are over
     * @return false where it ended before its time
     */
    boolean waited(Duration time, BooleanSupplier ended, LongConsumer gone) {
        long begin = pauses.nanos();
        long left = time.toMillis();
        while (left > 0) {
            if (ended.getAsBoolean()) {
                return false;
            }
            pauses.pause(Duration.ofMillis(Math.min(left, TICK_MILLIS)));
            long over = pauses.millisSince(begin);
            gone.accept(over);
            left = time.toMillis() - over;
        }
        return true;
    }

    /** Who runs what, as locks and the open run's row tell others. */
    Guard.Holder holder() {
        return new Guard.Holder(
                journal.run(),
                runbook.name(),
                operator.name(),
                state().host(),
                state().startedAt().toString());
    }
}
