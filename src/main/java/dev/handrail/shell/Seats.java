package dev.handrail.shell;

import dev.handrail.shell.out.Colour;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.person.Keyboard;
import dev.handrail.shell.person.TerminalKeyboard;
import dev.handrail.shell.person.Terminals;
import dev.handrail.shell.session.Seat;
import dev.handrail.target.host.TerminalModes;
import java.io.FileDescriptor;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;

/** The surroundings of one command, as the process finds them; its terminal is opened when it is asked for. */
final class Seats {
    /** Columns for what nobody sees any more. */
    private static final int WIDE = 100;

    private static @Nullable Terminal opened;
    private static Optional<TerminalModes> modes = Optional.empty();

    private Seats() {}

    static Seat command() {
        boolean attended = Terminals.attended();
        return new Seat(
                Console.stream(FileDescriptor.out),
                Console.stream(FileDescriptor.err),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                attended ? Seats::keyboard : Optional::empty,
                () -> width(terminal()),
                attended,
                attended && !Colour.plain(System.getenv("TERM")),
                false);
    }

    /** The REPL's terminal, drawn on standard output. */
    static Terminal inside() {
        return open(false);
    }

    /** Gives the terminal back as it was found. */
    static synchronized void leave() {
        Terminal terminal = opened;
        if (terminal != null) {
            opened = null;
            try {
                terminal.close();
                modes.ifPresent(TerminalModes::restore);
            } catch (IOException | IOError gone) {
                // there is nothing left to give back
            }
        }
    }

    private static synchronized Terminal open(boolean onError) {
        modes = TerminalModes.now();
        opened = Terminals.open(onError);
        ShutdownHooks.add(() -> modes.ifPresent(TerminalModes::restore));
        return opened;
    }

    static Seat inside(Seat outside, Terminal terminal) {
        Optional<Keyboard> keyboard = Optional.of(new TerminalKeyboard(terminal, modes));
        return new Seat(
                outside.out(),
                outside.err(),
                outside.environment(),
                outside.folder(),
                () -> keyboard,
                () -> width(terminal),
                true,
                outside.redraws(),
                true);
    }

    private static int width(Terminal terminal) {
        try {
            return terminal.getWidth();
        } catch (IOError gone) {
            return WIDE;
        }
    }

    private static Optional<Keyboard> keyboard() {
        return Optional.of(new TerminalKeyboard(terminal(), modes));
    }

    private static synchronized Terminal terminal() {
        Terminal terminal = opened;
        return terminal == null ? open(true) : terminal;
    }
}
