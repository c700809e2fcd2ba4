package dev.handrail.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run's records add up to. Derived, never stored. */
public final class RunState {
    /** Behind the name of an operator whom nobody could ask. */
    public static final String UNATTENDED = " (unattended)";

    /** How a run stands. */
    public enum Standing {
        /** Its process works on it, or died: nothing was recorded of its end. */
        OPEN,
        /** Stopped on record; can go on. */
        PAUSED,
        /** Nothing is left. */
        FINISHED
    }

    /** The effects that leave a backup in a place. */
    private static final Set<String> BACKUPS = Set.of("dump", "upload");

    private final Map<String, StepState> steps = new LinkedHashMap<>();
    private final Map<String, String> results = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> baselines = new LinkedHashMap<>();
    private final List<Event.NoteTaken> notes = new ArrayList<>();
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private final Set<String> noted = new LinkedHashSet<>();
    private final Set<String> swapped = new LinkedHashSet<>();
    private final Set<String> backups = new LinkedHashSet<>();
    private Event.@Nullable RunStarted started;
    private @Nullable Basis basis;
    private Event.@Nullable RunExported exported;
    private String operator = "";
    private String host = "";
    private String lastDone = "";
    private @Nullable Instant startedAt;
    private @Nullable Instant lastAt;
    private @Nullable Instant windowOpenedAt;
    private @Nullable Instant windowUntil;
    private Standing standing = Standing.OPEN;
    private String ending = "";
    private int exit = -1;
    private List<String> next = List.of();
    private boolean released;
    private List<Due> due = List.of();

    /** Adds one record. */
    public void apply(Entry entry) {
        lastAt = entry.at();
        Event event = entry.event();
        if (event instanceof Event.RunStarted run) {
            started = run;
            startedAt = entry.at();
            basis = Basis.of(run);
            by(run.operator(), run.host());
        } else if (event instanceof Event.RunResumed resumed) {
            standing = Standing.OPEN;
            basis = basis == null ? null : basis.then(resumed);
            released |= resumed.accepted() != null && resumed.accepted().containsKey("plan");
            swapped.clear();
            exported = null;
            by(resumed.operator(), resumed.host());
        } else if (event instanceof Event.RunExported export) {
            exported = export;
        } else if (event instanceof Event.RunPaused paused) {
            standing = Standing.PAUSED;
            ended("paused: " + paused.why(), paused.exit(), paused.next());
        } else if (event instanceof Event.RunFinished finished) {
            standing = Standing.FINISHED;
            noted.clear();
            due = Due.of(finished);
            ended(finished.state(), finished.exit(), finished.next());
        } else if (event instanceof Event.NoteTaken note) {
            notes.add(note);
        } else {
            applyToStep(entry.seq(), entry.at(), event);
        }
    }

    /** Where somebody else goes on, the note in each database has to say so. */
    private void by(String name, String machine) {
        if (!person(name).equals(person(operator)) || !machine.equals(host)) {
            noted.clear();
        }
        operator = name;
        host = machine;
    }

    private void ended(String how, int status, List<String> commands) {
        ending = how;
        exit = status;
        next = commands;
    }

    private void applyToStep(long seq, Instant at, Event event) {
        if (event instanceof Event.StepPlanned planned) {
            of(planned.step()).planned(planned);
        } else if (event instanceof Event.StepDecided decided) {
            of(decided.step()).decision = decided.decision();
        } else if (event instanceof Event.EffectStarted effect) {
            of(effect.step()).started(effect);
            hosts.put(key(effect.step(), effect.phase(), effect.effect()), host);
            of(effect.step()).lastEffect = seq;
            if (!effect.semantics().equals("reads")) {
                lastDone = "";
            }
        } else if (event instanceof Event.EffectFinished effect) {
            of(effect.step()).finished(effect);
            of(effect.step()).lastEffect = seq;
            took(effect.step(), effect.phase(), effect.effect());
        } else if (event instanceof Event.EffectReached reached) {
            of(reached.step()).reached(reached);
        } else if (event instanceof Event.EffectReconciled effect) {
            of(effect.step()).reconciled(effect);
            took(effect.step(), effect.phase(), effect.effect());
        } else if (event instanceof Event.CheckBaseline baseline) {
            baselines.put(key(baseline.step(), baseline.check(), baseline.moment()), baseline.reading());
        } else if (event instanceof Event.ResultCaptured result) {
            of(result.step()).captured(result.name());
            results.put(result.step() + " " + result.name(), result.value());
        } else if (event instanceof Event.StepFinished finished) {
            finish(seq, at, finished);
        }
    }

    /** What an effect that took hold means beyond its step. */
    private void took(String step, String phase, String effect) {
        StepState.Work work = of(step).finished(phase, effect);
        if (work != null && work.started().kind().equals("anchor")) {
            noted.add(work.started().target());
        } else if (work != null && work.started().kind().equals("swap")) {
            swapped.add(work.started().targetKind() + " " + work.started().target());
        } else if (work != null && BACKUPS.contains(work.started().kind())) {
            Optional.ofNullable(work.facts().get("place")).ifPresent(backups::add);
        }
    }

    private void finish(long seq, Instant at, Event.StepFinished finished) {
        StepState step = of(finished.step());
        if (finished.phase().equals("remedy")) {
            return;
        }
        step.state = finished.state();
        step.phase = finished.phase();
        step.why = finished.why();
        step.ms = finished.ms();
        if (finished.state().equals("rolled-back")) {
            step.forget();
        } else if (finished.state().equals("by-hand")) {
            step.lastEffect = seq;
        }
        if (step.holds()) {
            lastDone = finished.step();
        }
        if ("opens".equals(finished.clock())) {
            opened(at, finished.until());
        } else if ("closes".equals(finished.clock())) {
            windowOpenedAt = null;
            windowUntil = null;
        }
    }

    private void opened(Instant at, @Nullable String until) {
        if (windowOpenedAt == null) {
            windowOpenedAt = at;
            windowUntil = until == null ? null : Instant.parse(until);
        }
    }

    private StepState of(String step) {
        return steps.computeIfAbsent(step, StepState::new);
    }

    private static String key(String step, String check, String moment) {
        return step + "\n" + check + "\n" + moment;
    }

    /** What is known of a step; one that never came up is empty but there. */
    public StepState step(String id) {
        StepState known = steps.get(id);
        return known == null ? new StepState(id) : known;
    }

    public List<StepState> steps() {
        return List.copyOf(steps.values());
    }

    public Optional<String> result(String step, String name) {
        String captured = results.get(step + " " + name);
        if (captured != null) {
            return Optional.of(captured);
        }
        return step(step).finished("forward").values().stream()
                .map(w -> w.facts().get(name))
                .filter(java.util.Objects::nonNull)
                .reduce((older, newer) -> newer);
    }

    public Optional<Map<String, Object>> baseline(String step, String check, String moment) {
        return Optional.ofNullable(baselines.get(key(step, check, moment)));
    }

    /** Steps with unknown effects. */
    public List<StepState> unknown() {
        return steps.values().stream().filter(s -> !s.unknown().isEmpty()).toList();
    }

    public Event.RunStarted started() {
        return java.util.Objects.requireNonNull(started, "a journal begins with run.started");
    }

    /** The plan that the run is held to; empty where there is none, or somebody agreed to go on without it. */
    public Optional<Map<String, Object>> plan() {
        return Optional.ofNullable(started).map(Event.RunStarted::plan).filter(held -> !released);
    }

    /** What the run goes by now. */
    public Basis basis() {
        return java.util.Objects.requireNonNull(basis, "a journal begins with run.started");
    }

    /** The one name of somebody who works with a terminal or without one. */
    public static String person(String operator) {
        return operator.endsWith(UNATTENDED)
                ? operator.substring(0, operator.length() - UNATTENDED.length())
                : operator;
    }

    /** Who worked on it last. */
    public String operator() {
        return operator;
    }

    /** On which machine that was. */
    public String host() {
        return host;
    }

    /** To whom it was handed over since it was last at work; empty where it was not. */
    public Optional<Event.RunExported> exported() {
        return Optional.ofNullable(exported);
    }

    /** On which machine the process was that started an effect; empty where it was not started. */
    public String startedOn(String step, String phase, String effect) {
        return hosts.getOrDefault(key(step, phase, effect), "");
    }

    /** Databases in which this run is noted as open, by whom and where it is worked on now. */
    public Set<String> noted() {
        return Set.copyOf(noted);
    }

    /** Targets, e.g. {@code database main}, of which the run itself put another one in place since it was resumed. */
    public Set<String> swapped() {
        return Set.copyOf(swapped);
    }

    /** Where this run made backups, taken back or not. */
    public Set<String> backups() {
        return Set.copyOf(backups);
    }

    /** The last step that was done, where no effect was started since; else empty. */
    public String lastDone() {
        return lastDone;
    }

    public boolean isStarted() {
        return started != null;
    }

    public Instant startedAt() {
        return java.util.Objects.requireNonNull(startedAt);
    }

    public Instant lastAt() {
        return java.util.Objects.requireNonNull(lastAt);
    }

    /** Since when the site is in maintenance; empty where it is not. */
    public Optional<Instant> windowOpenedAt() {
        return Optional.ofNullable(windowOpenedAt);
    }

    /** When the window that is open should be over; empty where none is open, or it has no length. */
    public Optional<Instant> windowUntil() {
        return Optional.ofNullable(windowUntil);
    }

    public Standing standing() {
        return standing;
    }

    /** How it ended or why it paused, in words. */
    public String ending() {
        return ending;
    }

    public int exit() {
        return exit;
    }

    public List<String> next() {
        return next;
    }

    /** The sections that were left for later when it was done the last time, those since begun included. */
    public List<Due> due() {
        return due;
    }

    public List<Event.NoteTaken> notes() {
        return List.copyOf(notes);
    }
}
