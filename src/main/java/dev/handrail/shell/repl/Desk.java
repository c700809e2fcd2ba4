package dev.handrail.shell.repl;

import dev.handrail.problem.ExitCode;
import dev.handrail.settings.Settings;
import dev.handrail.shell.command.Parsed;
import dev.handrail.shell.person.Beside;
import dev.handrail.shell.query.Inquiry;
import dev.handrail.shell.session.InMaintenance;
import dev.handrail.shell.session.Options;
import dev.handrail.shell.session.Seat;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Sight;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What the REPL keeps from line to line: where it sits, and the options it was started with. */
final class Desk {
    private final Seat seat;
    private final Inquiry inquiry;
    private final Instant since = Clock.systemUTC().instant();
    private Options options;

    /** @param pager shows lines page by page; false where it does not */
    Desk(Seat seat, Options options, Predicate<List<String>> pager) {
        this.seat = seat;
        this.options = options;
        this.inquiry = new Inquiry(session().console(), new Sight(this::session, pager));
    }

    Inquiry inquiry() {
        return inquiry;
    }

    /** False where the person stays, because of a run that was at work here and is open. */
    boolean leaves() {
        Session session = session();
        List<String> open = session.runs().open().stream()
                .filter(run -> !run.state().lastAt().isBefore(since))
                .map(run -> "run " + run.id() + " of " + run.state().started().runbook())
                .toList();
        return open.isEmpty()
                || seat.keyboard()
                        .get()
                        .map(keys -> new Beside(keys, session.console(), session::width)
                                .leaves("Open: " + String.join(", ", open) + "."))
                        .orElse(true);
    }

    /** A line that begins with sql or redis; whatever goes wrong is told. */
    ExitCode ask(String line) {
        try {
            return inquiry.line(line);
        } catch (RuntimeException failure) {
            return session().told().failure(failure);
        }
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

    /** The windows that are open now. */
    InMaintenance maintenance() {
        return InMaintenance.of(session().runs().open());
    }

    /** The prompt, with the clock of {@code windows}; above it where there is little room. */
    String prompt(InMaintenance windows) {
        String other = options.bindings().none() ? Settings.SANDBOX : Settings.ADHOC;
        String clock = windows.shown(
                Objects.requireNonNullElse(options.environment(), other),
                Clock.systemUTC().instant());
        String place = "handrail [" + environment() + "]";
        boolean room = place.length() + clock.length() <= session().width() / 2;
        return clock.isEmpty() ? place + "> " : room ? place + " " + clock + "> " : clock + "\n" + place + "> ";
    }

    /** True where a line on the screen may be drawn over. */
    boolean redraws() {
        return seat.redraws() && !options.telling().accessible();
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
            return session.told().failure(failure);
        }
    }
}
