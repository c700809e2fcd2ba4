package dev.handrail.shell.session;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.run.Pauses;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Screen;
import dev.handrail.shell.out.Table;
import dev.handrail.text.Durations;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A run seen from its journal alone, while another process may be at work on it. */
public final class Following {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Session session;
    private final Runs.Run run;
    private final Path journal;
    private long seen;
    private Optional<Awaited> awaited = Optional.empty();

    public Following(Session session, Runs.Run run) {
        this.session = session;
        this.run = run;
        this.journal = run.folder().resolve(Journal.FILE);
    }

    /** How it stands now. */
    public void now() {
        List<Entry> entries = JournalReader.read(journal).entries();
        seen = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
        if (session.console().json()) {
            session.console().record(fields());
            return;
        }
        RunState state = run.state();
        session.console()
                .data(
                        new Line()
                                .bold("Run " + run.id())
                                .add(" of " + state.started().runbook() + " on "
                                        + state.started().environment() + ", started "
                                        + Standing.moment(state.startedAt())
                                        + " by " + state.started().operator() + ": " + Standing.of(run)),
                        broken());
        Table table = new Table("STEP", "STATE", "TOOK", "WHY");
        boolean held = Journal.isHeld(run.folder());
        awaited = held ? Awaited.of(entries) : Optional.empty();
        for (StepState step : state.steps()) {
            String how = how(step, held);
            table.row(
                    step.id(),
                    how,
                    step.state().isEmpty() ? "" : Durations.show(Duration.ofMillis(step.ms())),
                    Objects.requireNonNullElse(step.why(), ""));
        }
        if (!table.isEmpty()) {
            table.lines(session.width()).forEach(session.console()::data);
        }
        state.windowOpenedAt()
                .ifPresent(at -> session.console()
                        .data(
                                Line.of(
                                        "The site is in MAINTENANCE since " + Standing.moment(at) + ": "
                                                + InMaintenance.clock(
                                                        state, Clock.systemUTC().instant()),
                                        Line.Look.ALARM),
                                broken()));
        next(held).forEach(next -> session.console().data("Next    " + next));
    }

    /** Sentences are broken where a person reads them; a log is searched line by line. */
    private int broken() {
        return session.seat().terminal() ? session.width() : Integer.MAX_VALUE;
    }

    /** Nobody may read "done" or "not done" where something was begun whose end nobody saw. */
    private String how(StepState step, boolean held) {
        Optional<Awaited> asked = awaited.filter(a -> a.step().equals(step.id()));
        if (asked.isPresent()) {
            return asked.get().how();
        }
        String told = told(step, held);
        return !told.isEmpty() ? told : held ? "at work" : "not done";
    }

    /** How a step ended, as programs are told; empty where it did not yet. */
    private static String told(StepState step, boolean held) {
        return !held && !step.unknown().isEmpty() ? "unknown" : step.state();
    }

    /** A run that was cut off could not write down what comes next. */
    private List<String> next(boolean held) {
        return run.state().standing() == RunState.Standing.OPEN && !held
                ? List.of("handrail resume " + run.id(), "handrail rollback " + run.id())
                : run.state().next();
    }

    private Map<String, Object> fields() {
        RunState state = run.state();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", run.id());
        fields.put("runbook", state.started().runbook());
        fields.put("environment", state.started().environment());
        fields.put("standing", Standing.of(run));
        boolean held = Journal.isHeld(run.folder());
        fields.put("held", held);
        fields.put("exit", state.exit());
        Map<String, String> steps = new LinkedHashMap<>();
        state.steps().forEach(step -> steps.put(step.id(), told(step, held)));
        fields.put("steps", steps);
        fields.put("maintenance", state.windowOpenedAt().isPresent());
        state.windowUntil().ifPresent(until -> fields.put("windowUntil", until.toString()));
        fields.put("next", next(held));
        return fields;
    }

    /** Tells each record as it is written, until nobody is at work on the run any more. */
    public ExitCode onwards() {
        Screen screen = new Screen(session.console(), false, session::width, System::nanoTime);
        boolean held = true;
        while (held && !Thread.currentThread().isInterrupted()) {
            held = Journal.isHeld(run.folder());
            List<Entry> entries = JournalReader.read(journal).entries();
            List<Entry> fresh =
                    entries.stream().filter(entry -> entry.seq() > seen).toList();
            awaited = fresh.isEmpty() ? awaited : Optional.empty();
            for (Entry entry : fresh) {
                seen = entry.seq();
                tell(screen, entry);
            }
            if (fresh.isEmpty() && held) {
                waits(Awaited.of(entries));
            }
            if (held) {
                Pauses.REAL.pause(LOOK);
            }
        }
        session.say("Run " + run.id() + ": " + Standing.of(session.runs().find(run.id())));
        return ExitCode.DONE;
    }

    /** Told once, and only where nobody answered at once. */
    private void waits(Optional<Awaited> now) {
        if (!now.equals(awaited) && !session.console().json()) {
            now.ifPresent(asked -> session.say(asked.step() + "  " + asked.how()));
        }
        awaited = now;
    }

    private void tell(Screen screen, Entry entry) {
        if (session.console().json()) {
            session.console().recorded(entry.line());
        } else {
            screen.recorded(entry);
        }
    }
}
