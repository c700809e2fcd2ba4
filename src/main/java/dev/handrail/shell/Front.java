package dev.handrail.shell;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.Defaults;
import dev.handrail.settings.Home;
import dev.handrail.shell.command.Parsed;
import dev.handrail.shell.out.Colour;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.repl.Repl;
import dev.handrail.shell.session.Options;
import dev.handrail.shell.session.Seat;
import dev.handrail.shell.session.Session;
import dev.handrail.text.Redactor;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;

/** The front of one command: parse, do, tell what went wrong, and say how it ended. */
final class Front {
    private Front() {}

    static ExitCode command(String[] arguments) {
        try {
            return run(Seats.command(), arguments);
        } finally {
            Seats.leave();
        }
    }

    static ExitCode run(Seat seat, String... arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // libraries that would log have nobody to log to
        List<String> line = List.of(arguments);
        Parsed parsed;
        try {
            parsed = line.isEmpty() ? new Parsed(Options.NONE, Optional.empty()) : Parsed.of(line);
        } catch (RuntimeException mistake) {
            return unread(seat, line).failure(mistake);
        }
        Options options;
        try {
            options = parsed.options().over(given(seat, parsed.options()));
        } catch (RuntimeException mistake) {
            return unread(seat, line).failure(mistake);
        }
        Session session = new Session(seat, options);
        try {
            return parsed.command().isPresent() ? parsed.command().get().run(session) : inside(session);
        } catch (RuntimeException | Error failure) {
            return session.told().failure(failure);
        }
    }

    private static Options given(Seat seat, Options written) {
        Home home = Home.find(written.home(), seat.environment());
        return Options.of(Defaults.of(seat.environment(), seat.folder(), home));
    }

    /** A line that can't be understood still says how its mistake is to be told. */
    private static Told unread(Seat seat, List<String> line) {
        boolean colour = Colour.AUTO.shown(seat.environment(), seat.terminal());
        Console console = new Console(seat.out(), seat.err(), new Redactor(), colour, line.contains("--json"));
        return new Told(
                console,
                line.contains("--debug"),
                () -> seat.terminal() ? seat.width().getAsInt() : Integer.MAX_VALUE);
    }

    private static ExitCode inside(Session session) {
        if (!session.attended()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "no command is given, and the shell needs a terminal",
                    "",
                    "standard input, standard output and standard error have to be one",
                    "name a command, see: handrail help");
        }
        Terminal terminal = Seats.inside();
        return Repl.open(terminal, Seats.inside(session.seat(), terminal), session.options());
    }
}
