package dev.handrail.shell.session;

import dev.handrail.dsl.Loader;
import dev.handrail.journal.Here;
import dev.handrail.journal.Runs;
import dev.handrail.run.RunHistory;
import dev.handrail.runbook.TargetRef;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Home;
import dev.handrail.settings.Settings;
import dev.handrail.shell.out.Colour;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Told;
import dev.handrail.target.Reach;
import dev.handrail.target.Results;
import dev.handrail.target.Scope;
import dev.handrail.text.Ascii;
import dev.handrail.text.Redactor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one command works with: who is there, where things are kept, where it prints. */
public final class Session {
    private final Seat seat;
    private final Options options;
    private final Console console;
    private final @Nullable Rehearsal rehearsal;

    public Session(Seat seat, Options options) {
        this(seat, options, null);
    }

    /** @param rehearsal what stands in for a person and between a run and the world; null: nothing does */
    public Session(Seat seat, Options options, @Nullable Rehearsal rehearsal) {
        this.seat = seat;
        this.options = options;
        this.rehearsal = rehearsal;
        boolean colour = options.colour().shown(seat.environment(), seat.terminal());
        this.console = new Console(
                seat.out(),
                seat.err(),
                new Redactor(),
                colour,
                options.json(),
                options.telling(),
                seat.terminal() && Ascii.only(seat.environment()));
    }

    public Seat seat() {
        return seat;
    }

    public Options options() {
        return options;
    }

    public Console console() {
        return console;
    }

    Optional<Rehearsal> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    /** True where a person can be asked. */
    public boolean attended() {
        return seat.terminal() && !options.noInput() && !Colour.ci(seat.environment());
    }

    /** Where home is; not created. */
    public Home home() {
        return Home.find(options.home(), seat.environment());
    }

    public Runs runs() {
        return new Runs(home().runs());
    }

    public Settings settings() {
        return Settings.load(seat.folder(), home(), options.bindings());
    }

    /** The environment that the command names, or the default one. */
    public Environment environment() {
        return settings().environment(options.environment());
    }

    /** Its name in words, so that production is never taken for anything else; a mistake in settings is told later. */
    public String shownEnvironment() {
        try {
            return Starting.shown(environment());
        } catch (dev.handrail.problem.Problem mistake) {
            return options.environment() == null ? "?" : options.environment() + "?";
        }
    }

    /**
     * A way to what is bound, outside of any run.
     *
     * @param purpose what sessions on a server are named after
     */
    Reach reach(Environment environment, List<TargetRef> declared, String purpose) {
        return new Reach(
                new Scope(environment, declared, seat.folder(), home().root(), purpose),
                Results.none(""),
                new RunHistory(Optional::empty, runs()),
                Clock.systemUTC(),
                console.redactor());
    }

    public Books books() {
        return new Books(seat.folder(), new Loader(home().compiled()));
    }

    /** Columns of the screen; a generous line where there is none. */
    public int width() {
        return seat.terminal() ? Math.max(40, seat.width().getAsInt()) : 100;
    }

    /** A sentence beside the data: broken at blanks where a person reads it; a log is searched line by line. */
    public void say(String sentence) {
        Line line = Line.of(sentence);
        if (seat.terminal()) {
            console.say(line, width());
        } else {
            console.say(line);
        }
    }

    /** Tells what went wrong. */
    public Told told() {
        return new Told(console, options.debug(), () -> seat.terminal() ? width() : Integer.MAX_VALUE);
    }

    /** Who is at work, as journals and locks name them. */
    public String user() {
        return Optional.ofNullable(seat.environment().get("SUDO_USER"))
                .filter(u -> !u.isBlank())
                .orElse(System.getProperty("user.name", "unknown"));
    }

    /** This machine's name; never asked of a name server. */
    public String host() {
        return Here.host()
                .or(() -> Optional.ofNullable(seat.environment().get("HOSTNAME")))
                .orElse("localhost");
    }

    /** The run that is meant: the one named, else the only open one. */
    public Runs.Run run(@Nullable String id) {
        return id == null ? runs().onlyOpen() : runs().find(id);
    }
}
