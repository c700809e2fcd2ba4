package dev.handrail.shell.person;

import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** What a person is asked beside a run: before something is changed by hand, and before they leave a run that is open. */
public record Beside(Keyboard keyboard, Console console, IntSupplier width) {
    private static final char NO = 'n';
    private static final List<Asking.Choice> LEAVING = List.of(
            new Asking.Choice('y', "[y]es", "leave; the run stays as it is, and resume goes on with it"),
            new Asking.Choice(NO, "[n]o", "stay here"));

    /** True where the person typed {@code name} in full. */
    public boolean named(String what, String name) {
        return asked(
                what,
                asking -> asking.line("Type " + name + " to go on, Enter to leave it: ", false)
                        .filter(name::equals)
                        .isPresent());
    }

    /** True unless the person says no: at the end of input nobody is left to stay. */
    public boolean leaves(String what) {
        return asked(what, asking -> asking.key("Leave?", LEAVING) != NO);
    }

    private boolean asked(String what, Predicate<Asking> question) {
        Asking asking = new Asking(keyboard, console, width, System::nanoTime);
        asking.ready();
        try {
            console.say(Line.of(what, Line.Look.WARN));
            return question.test(asking);
        } finally {
            keyboard.rest();
        }
    }
}
