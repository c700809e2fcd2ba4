package dev.handrail.shell.session;

import dev.handrail.run.Interrupts;
import dev.handrail.shell.person.Keyboard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.Signals;

/**
 * What signals mean while a run is at work. At a terminal Ctrl-C ends the effect at work and asks; without one, and
 * where the session itself ends, the run pauses on record.
 */
final class Signalled implements AutoCloseable {
    private final Map<String, Object> before = new LinkedHashMap<>();

    Signalled(Interrupts interrupts, Optional<Keyboard> keyboard) {
        Runnable end = () -> {
            keyboard.ifPresent(Keyboard::gone);
            interrupts.pause();
        };
        Runnable interrupt = keyboard.<Runnable>map(keys -> () -> {
                    if (!keys.interrupted()) {
                        interrupts.interrupt();
                    }
                })
                .orElse(end);
        on("INT", interrupt);
        on("TERM", end);
        on("HUP", end);
    }

    private void on(String signal, Runnable what) {
        Object was = Signals.register(signal, what);
        if (was != null) {
            before.put(signal, was);
        }
    }

    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }
}
