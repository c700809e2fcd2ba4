package dev.handrail.shell.session;

import dev.handrail.run.Interrupts;
import dev.handrail.shell.person.Keyboard;
import dev.handrail.target.host.Suspension;
import java.io.IOError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * What signals mean while a run is at work. At a terminal Ctrl-C ends the effect at work and asks; without one, and
 * where the session itself ends, the run pauses on record.
 */
final class Signalled implements AutoCloseable {
    private static final String STOP = "TSTP";
    /** What ends the process. */
    private static final List<String> ENDING = List.of("TERM", "HUP");

    private final Map<String, Object> before = new LinkedHashMap<>();
    private final Interrupts interrupts;
    private final boolean inside;

    /**
     * @param tell shows at once that a signal was seen: what it ends may take its time
     * @param inside true in the REPL, which goes on behind the run
     */
    Signalled(Interrupts interrupts, Optional<Keyboard> keyboard, Consumer<String> tell, boolean inside) {
        this.interrupts = interrupts;
        this.inside = inside;
        Runnable end = () -> {
            keyboard.ifPresent(Keyboard::gone);
            try {
                tell.accept("Told to end: what is at work is ended, and the run pauses.");
            } catch (IOError gone) {
                // nobody is left to be told; the run pauses all the same
            } finally {
                interrupts.pause();
            }
        };
        Runnable interrupt = keyboard.<Runnable>map(keys -> () -> {
                    if (!keys.interrupted()) {
                        tell.accept(
                                interrupts.asks()
                                        ? "The run pauses as soon as that has ended."
                                        : "Ending what is at work. Ctrl-C again pauses the run.");
                        interrupts.interrupt();
                        if (interrupts.pauseAsked()) {
                            keys.over();
                        }
                    }
                })
                .orElse(end);
        on("INT", interrupt);
        ENDING.forEach(signal -> on(signal, end));
        keyboard.ifPresent(keys -> {
            keys.whenGone(end);
            on(STOP, () -> keys.stop(() -> stopped(keys)));
        });
    }

    /** Ctrl-Z, as without us. */
    private void stopped(Keyboard keys) {
        Signals.registerDefault(STOP);
        Suspension.now();
        on(STOP, () -> keys.stop(() -> stopped(keys)));
    }

    private void on(String signal, Runnable what) {
        Object was = Signals.register(signal, what);
        if (was != null) {
            before.putIfAbsent(signal, was);
        }
    }

    /**
     * A run that pauses because it was told to ends this process by itself: who tells it again, as a terminal that is
     * cut does, must not take its last lines, its report and its exit code.
     */
    @Override
    public void close() {
        boolean leaves = !inside && interrupts.pauseAsked();
        before.forEach((signal, was) -> {
            if (leaves && ENDING.contains(signal)) {
                Signals.register(signal, () -> {});
            } else {
                Signals.unregister(signal, was);
            }
        });
    }
}
