package dev.handrail.shell;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.shell.command.Parsed;
import dev.handrail.shell.out.Colour;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.session.Seat;
import dev.handrail.shell.session.Session;
import dev.handrail.text.Redactor;
import java.util.List;

/** The front of one command: parse, do, tell what went wrong, and say how it ended. */
final class Front {
    private Front() {}

    static ExitCode command(String[] arguments) {
        List<String> line = List.of(arguments);
        Seat seat = Seats.command();
        Parsed parsed;
        try {
            parsed = Parsed.of(line);
        } catch (RuntimeException mistake) {
            return unread(seat, line).failure(mistake);
        }
        Session session = new Session(seat, parsed.options());
        try {
            return parsed.command().orElseThrow(Front::nothing).run(session);
        } catch (RuntimeException | Error failure) {
            return new Told(session.console(), parsed.options().debug()).failure(failure);
        }
    }

    /** A line that can't be understood still says how its mistake is to be told. */
    private static Told unread(Seat seat, List<String> line) {
        boolean colour = Colour.AUTO.shown(seat.environment(), seat.terminal());
        Console console = new Console(seat.out(), seat.err(), new Redactor(), colour, line.contains("--json"));
        return new Told(console, line.contains("--debug"));
    }

    private static Problem nothing() {
        return new Problem(ExitCode.WRONG, "no command is given", "", "", "see: handrail help");
    }
}
