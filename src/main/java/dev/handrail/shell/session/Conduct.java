package dev.handrail.shell.session;

import dev.handrail.journal.Journal;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Ending;
import dev.handrail.run.Interrupts;
import dev.handrail.run.Operator;
import dev.handrail.run.Pauses;
import dev.handrail.run.RunContext;
import dev.handrail.run.Runner;
import dev.handrail.run.Unattended;
import dev.handrail.run.Watcher;
import dev.handrail.shell.notice.Notices;
import dev.handrail.shell.notice.Patient;
import dev.handrail.shell.out.Bell;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Details;
import dev.handrail.shell.out.JsonScreen;
import dev.handrail.shell.out.Quieter;
import dev.handrail.shell.out.Screen;
import dev.handrail.shell.out.Telling;
import dev.handrail.shell.out.Ticking;
import dev.handrail.shell.out.Watchers;
import dev.handrail.shell.person.Keyboard;
import dev.handrail.shell.person.LiveKeys;
import dev.handrail.shell.person.TerminalOperator;
import dev.handrail.target.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A run at work in this process: its operator, its screens, its signals, and how it is told when it has ended. */
final class Conduct {
    /** A question that stands longer is told to the environment's channels. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Session session;
    private final Stage stage;
    private final Request request;
    private final Optional<Keyboard> keyboard;
    private final Operator operator;

    Conduct(Session session, Stage stage, Request request) {
        this.session = session;
        this.stage = stage;
        this.request = request;
        this.keyboard = session.attended() ? session.seat().keyboard().get() : Optional.empty();
        boolean guarded = stage.environment().guarded();
        this.operator = keyboard.<Operator>map(keys -> new TerminalOperator(
                        session.user(),
                        request.answers(),
                        guarded,
                        keys,
                        session.console(),
                        session::width,
                        System::nanoTime,
                        new Aside(session, stage)::line))
                .or(() -> session.rehearsal().map(Rehearsal::operator))
                .orElseGet(() -> new Unattended(session.user(), request.answers(), guarded));
    }

    /** The person, or the policy that stands in. */
    Operator operator() {
        return operator;
    }

    boolean attended() {
        return keyboard.isPresent() || session.rehearsal().isPresent();
    }

    /** Does the work and tells how it ended; closes the journal. */
    ExitCode conduct(Journal journal, Function<Runner, Ending> work) {
        Optional<Notices> notices = notices();
        try {
            return conduct(journal, work, notices);
        } finally {
            notices.ifPresent(Notices::close);
        }
    }

    private ExitCode conduct(Journal journal, Function<Runner, Ending> work, Optional<Notices> notices) {
        stage.writes(journal);
        mirror(journal);
        Ending ending;
        Interrupts interrupts = new Interrupts(stage::endQuestions);
        keyboard.ifPresent(Keyboard::listen);
        Screen screen = new Screen(
                session.console(),
                session.seat().terminal()
                        && session.seat().redraws()
                        && !session.console().telling().accessible(),
                session::width,
                System::nanoTime);
        try (journal;
                Signalled signals = new Signalled(
                        interrupts, keyboard, session::say, session.seat().inside());
                Ticking clock = new Ticking(screen)) {
            Watcher watcher = screens(screen, journal, interrupts, notices);
            journal.listen(watcher::recorded);
            ending = work.apply(new Runner(context(journal, interrupts, watcher, notices)));
        } finally {
            keyboard.ifPresent(Keyboard::rest);
        }
        if (!journal.mirrorLacks().isEmpty()) {
            session.console().say("warning: " + journal.mirrorLacks());
        }
        return new Ended(session, journal).tell(ending, seen(ending));
    }

    /** A mirror that is no copy of it stops the run before its first record. */
    private void mirror(Journal journal) {
        try {
            session.settings().mirroring().ifPresent(to -> journal.mirror(to.folder(), to.stops()));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** True where the person has seen what went wrong. */
    private boolean seen(Ending ending) {
        Problem problem = ending.problem();
        return problem == null || (operator instanceof TerminalOperator terminal && terminal.told(problem));
    }

    private RunContext context(Journal journal, Interrupts interrupts, Watcher watcher, Optional<Notices> notices) {
        return new RunContext(
                stage.runbook(),
                stage.environment().name(),
                stage.environment().guarded(),
                journal,
                stage.targets(),
                session.rehearsal().map(r -> r.around(stage.performer())).orElseGet(stage::performer),
                stage.guard(),
                notices.filter(n -> keyboard.isPresent())
                        .<Operator>map(n -> Patient.of(operator, n, LONG))
                        .orElse(operator),
                request.answers(),
                Clock.systemUTC(),
                Pauses.REAL,
                stage.memory(),
                interrupts,
                watcher,
                session.options().bindings().again());
    }

    private Watcher screens(Screen screen, Journal journal, Interrupts interrupts, Optional<Notices> notices) {
        List<Watcher> screens = new ArrayList<>();
        Telling telling = session.console().telling();
        screens.add(telling.quiet() ? new Quieter(screen) : screen);
        if (telling.verbose()) {
            screens.add(new Details(session.console()));
        }
        if (session.console().json()) {
            screens.add(new JsonScreen(session.console(), journal.run(), System::nanoTime));
        }
        keyboard.ifPresent(
                keys -> screens.add(new LiveKeys(keys, interrupts.pace(), line -> session.say("        " + line))));
        notices.ifPresent(screens::add);
        Path metrics = request.metricsFile();
        if (metrics != null) {
            screens.add(new MetricsFile(session, metrics, journal.folder()));
        }
        if (session.seat().terminal()) {
            Bell.of(session.console()).ifPresent(screens::add);
        }
        return new Watchers(screens);
    }

    /** Nothing where the environment has no channels: then nothing of them is loaded. */
    private Optional<Notices> notices() {
        Map<String, String> channels = stage.environment().channels();
        if (channels.isEmpty()) {
            return Optional.empty();
        }
        Console console = session.console();
        Secrets secrets = new Secrets(session.seat().environment(), console.redactor());
        return Optional.of(new Notices(
                stage.runbook(),
                stage.environment().name(),
                channels.keySet(),
                name -> secrets.hidden("notify " + name, channels.get(name)),
                console.redactor()::redact,
                console::say));
    }
}
