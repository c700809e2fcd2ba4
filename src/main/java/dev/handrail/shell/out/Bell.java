package dev.handrail.shell.out;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.run.Watcher;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * Rings where a long step has ended: whoever went for a coffee is wanted again. Only where that was asked for.
 *
 * @param from how long a step takes at least
 */
public record Bell(Console console, Duration from) implements Watcher {
    private static final String RING = "\007";

    /** A bell where one is asked for. */
    public static Optional<Bell> of(Console console) {
        Duration from = console.telling().bell();
        return from == null || from.isZero() ? Optional.empty() : Optional.of(new Bell(console, from));
    }

    /** @param written a duration, or {@code off}: zero */
    public static Duration parse(String written) {
        return Durations.parse(written).orElse(Duration.ZERO);
    }

    @Override
    public void recorded(Entry entry) {
        if (entry.event() instanceof Event.StepFinished step && step.ms() >= from.toMillis()) {
            console.draw(RING);
        }
    }
}
