package dev.handrail.shell.repl;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.command.Parsed;
import dev.handrail.shell.out.Told;
import dev.handrail.shell.session.Options;
import dev.handrail.shell.session.Seat;
import dev.handrail.shell.session.Session;
import java.util.List;

/** What the REPL keeps from line to line: where it sits, and the options it was started with. */
final class Desk {
    private final Seat seat;
    private Options options;

    Desk(Seat seat, Options options) {
        this.seat = seat;
        this.options = options;
    }

    /** A session with what the REPL was started with. */
    Session session() {
        return new Session(seat, options);
    }

    /** Works on another environment from now on; it must be one. */
    void use(String environment) {
        session().settings().environment(environment);
        options = options.in(environment);
    }

    /** The environment in words, as the prompt has it. */
    String environment() {
        return session().shownEnvironment();
    }

    /** One command; whatever goes wrong is told, and the REPL goes on. */
    ExitCode run(List<String> words) {
        Options used = options;
        Session session = session();
        try {
            Parsed parsed = Parsed.of(words);
            used = parsed.options().over(options);
            session = new Session(seat, used);
            return parsed.command().isPresent() ? parsed.command().get().run(session) : ExitCode.DONE;
        } catch (RuntimeException | StackOverflowError failure) {
            return new Told(session.console(), used.debug()).failure(failure);
        }
    }
}
