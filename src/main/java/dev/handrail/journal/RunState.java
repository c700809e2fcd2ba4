package dev.handrail.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run's records add up to. Derived, never stored. */
public final class RunState {
    /** How a run stands. */
    public enum Standing {
        /** Its process works on it, or died: nothing was recorded of its end. */
        OPEN,
        /** Stopped on record; can go on. */
        PAUSED,
        /** Nothing is left. */
        FINISHED
    }

    private final Map<String, StepState> steps = new LinkedHashMap<>();
    private final Map<String, String> results = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> baselines = new LinkedHashMap<>();
    private final List<Event.NoteTaken> notes = new ArrayList<>();
    private Event.@Nullable RunStarted started;
    private @Nullable Instant startedAt;
    private @Nullable Instant lastAt;
    private @Nullable Instant windowOpenedAt;
    private Standing standing = Standing.OPEN;
    private String ending = "";
    private int exit = -1;
    private List<String> next = List.of();

    /** Adds one record. */
    public void apply(Entry entry) {
        lastAt = entry.at();
        Event event = entry.event();
        if (event instanceof Event.RunStarted run) {
            started = run;
            startedAt = entry.at();
        } else if (event instanceof Event.RunResumed) {
            standing = Standing.OPEN;
        } else if (event instanceof Event.RunPaused paused) {
            standing = Standing.PAUSED;
            ended("paused: " + paused.why(), paused.exit(), paused.next());
        } else if (event instanceof Event.RunFinished finished) {
            standing = Standing.FINISHED;
            ended(finished.state(), finished.exit(), finished.next());
        } else if (event instanceof Event.NoteTaken note) {
            notes.add(note);
        } else {
            applyToStep(entry.seq(), entry.at(), event);
        }
    }

    private void ended(String how, int status, List<String> commands) {
        ending = how;
        exit = status;
        next = commands;
    }

    private void applyToStep(long seq, Instant at, Event event) {
        if (event instanceof Event.StepPlanned planned) {
            StepState step = of(planned.step());
            step.planned = true;
            step.attempts = Math.max(step.attempts, planned.attempt());
        } else if (event instanceof Event.StepDecided decided) {
            of(decided.step()).decision = decided.decision();
        } else if (event instanceof Event.EffectStarted effect) {
            of(effect.step()).started(effect);
            of(effect.step()).lastEffect = seq;
        } else if (event instanceof Event.EffectFinished effect) {
            of(effect.step()).finished(effect);
            of(effect.step()).lastEffect = seq;
        } else if (event instanceof Event.EffectReconciled effect) {
            of(effect.step()).reconciled(effect);
        } else if (event instanceof Event.CheckBaseline baseline) {
            baselines.put(key(baseline.step(), baseline.check(), baseline.moment()), baseline.reading());
        } else if (event instanceof Event.ResultCaptured result) {
            of(result.step()).captured(result.name());
            results.put(result.step() + " " + result.name(), result.value());
        } else if (event instanceof Event.StepFinished finished) {
            finish(at, finished);
        }
    }

    private void finish(Instant at, Event.StepFinished finished) {
        StepState step = of(finished.step());
        if (finished.phase().equals("remedy")) {
            return;
        }
        step.state = finished.state();
        step.why = finished.why();
        step.ms = finished.ms();
        if (finished.state().equals("rolled-back")) {
            step.forget();
        }
        if ("opens".equals(finished.clock())) {
            windowOpenedAt = windowOpenedAt == null ? at : windowOpenedAt;
        } else if ("closes".equals(finished.clock())) {
            windowOpenedAt = null;
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

    public List<Event.NoteTaken> notes() {
        return List.copyOf(notes);
    }
}
