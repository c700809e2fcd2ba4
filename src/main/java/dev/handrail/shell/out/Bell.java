package dev.handrail.shell.out;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.run.Watcher;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rings where a long step has ended: whoever went for a coffee is wanted again. Only where that was asked for.
 *
 * @param from how long a step takes at least
 */
public record Bell(Console console, Duration from) implements Watcher {
    private static final String RING = "\007";

    /** @param written what {@code HANDRAIL_BELL} says, e.g. {@code 30s}; null: nothing rings */
    public static Optional<Bell> of(Console console, @Nullable String written) {
        return Durations.parse(written == null ? "" : written).map(from -> new Bell(console, from));
    }

    @Override
    public void recorded(Entry entry) {
        if (entry.event() instanceof Event.StepFinished step && step.ms() >= from.toMillis()) {
            console.draw(RING);
        }
    }
}
