package dev.handrail.shell.person;

import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import java.util.function.IntSupplier;

/** Before something is changed beside a run: the name of what is changed, typed in full. */
public record TypedName(Keyboard keyboard, Console console, IntSupplier width) {
    /** True where the person typed {@code name}. */
    public boolean given(String what, String name) {
        Asking asking = new Asking(keyboard, console, width, System::nanoTime);
        asking.ready();
        try {
            console.say(Line.of(what, Line.Look.WARN));
            return asking.line("Type " + name + " to go on, Enter to leave it: ", false)
                    .filter(name::equals)
                    .isPresent();
        } finally {
            keyboard.rest();
        }
    }
}
