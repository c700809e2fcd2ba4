package dev.handrail.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the journal knows of one step. Filled by {@link RunState} alone; others look. */
public final class StepState {
    /**
     * An effect that was started.
     *
     * @param said a person told that it was done: nothing in the target has to prove it
     */
    public record Work(
            Event.EffectStarted started, boolean finished, Map<String, String> facts, long ms, boolean said) {}

    private final String id;
    private final Map<String, Map<String, Work>> work = new LinkedHashMap<>();
    private final Map<String, List<Work>> parts = new LinkedHashMap<>();
    private final List<String> results = new ArrayList<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, Long> reached = new HashMap<>();
    private final Map<String, Set<String>> plans = new HashMap<>();
    String state = "";
    String decision = "";

    @Nullable
    String why;

    long ms;
    int attempts;
    long lastEffect;
    boolean planned;
    String phase = "";
    private int takenBack;

    StepState(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** {@code done failed skipped by-hand stopped unknown rolled-back}, or empty: not finished yet. */
    public String state() {
        return state;
    }

    public boolean settled() {
        return state.equals("done") || state.equals("skipped") || state.equals("by-hand");
    }

    /** True where it was done, by us or by hand, and not taken back since: then its checks should hold. */
    public boolean holds() {
        return state.equals("done") || state.equals("by-hand");
    }

    /** True where it went wrong on the way forward, and nothing came after that. */
    public boolean failedForward() {
        return phase.equals("forward")
                && (state.equals("failed") || state.equals("stopped") || state.equals("unknown"));
    }

    /**
     * How often an effect was meant anew: its step was taken back, or it was done before. The same for every try of
     * one doing, whose end may be unknown.
     */
    public int round(String phase, String effect) {
        return takenBack + times.getOrDefault(phase + " " + effect, 0);
    }

    public @Nullable String why() {
        return why;
    }

    public String decision() {
        return decision;
    }

    public long ms() {
        return ms;
    }

    public int attempts() {
        return attempts;
    }

    /** Sequence of the last record of an effect; 0 where there is none. */
    public long lastEffect() {
        return lastEffect;
    }

    public boolean planned() {
        return planned;
    }

    /** Effects of a phase that ended well, by key, oldest first. */
    public Map<String, Work> finished(String phase) {
        Map<String, Work> finished = new LinkedHashMap<>();
        work.getOrDefault(phase, Map.of()).forEach((key, w) -> {
            if (w.finished()) {
                finished.put(key, w);
            }
        });
        return finished;
    }

    /** One effect of a phase, where it ended well. */
    @Nullable
    Work finished(String phase, String effect) {
        Work one = work.getOrDefault(phase, Map.of()).get(effect);
        return one != null && one.finished() ? one : null;
    }

    /** Effects that were started and whose end nobody knows, oldest first. */
    public List<Event.EffectStarted> unknown() {
        return work.values().stream()
                .flatMap(phase -> phase.values().stream())
                .filter(w -> !w.finished())
                .map(Work::started)
                .toList();
    }

    /**
     * True where an effect's end is not known that a person may have to tell, and of what was planned last for that
     * phase nothing else is left to do.
     */
    public boolean waitsForAnOutcome(String phase) {
        Map<String, Work> begun = work.getOrDefault(phase, Map.of());
        List<Work> open = begun.values().stream().filter(w -> !w.finished()).toList();
        return !open.isEmpty()
                && open.stream().allMatch(w -> w.started().semantics().equals("once"))
                && begun.keySet().containsAll(plans.getOrDefault(phase, Set.of()));
    }

    /** Effects of a phase of which only a part took hold, oldest first. */
    public List<Work> partly(String phase) {
        return List.copyOf(parts.getOrDefault(phase, List.of()));
    }

    /** True where something was done, or may have been, that is not taken back. */
    public boolean hasWork() {
        return !work.getOrDefault("forward", Map.of()).isEmpty()
                || !partly("forward").isEmpty()
                || state.equals("by-hand");
    }

    public List<String> results() {
        return List.copyOf(results);
    }

    void planned(Event.StepPlanned event) {
        planned = true;
        attempts = Math.max(attempts, event.attempt());
        plans.put(
                event.phase(),
                event.effects().stream()
                        .map(effect -> String.valueOf(effect.get("key")))
                        .collect(Collectors.toSet()));
    }

    void started(Event.EffectStarted event) {
        phase(event.phase()).put(event.effect(), new Work(event, false, event.facts(), 0, false));
    }

    void finished(Event.EffectFinished event) {
        Map<String, Work> phase = phase(event.phase());
        Work begun = phase.get(event.effect());
        if (!event.state().equals("cancelled")) {
            reached.remove(event.phase() + " " + event.effect());
        }
        if (begun == null || event.state().equals("unknown")) {
            return;
        }
        if (event.state().equals("done")) {
            Map<String, String> facts = new LinkedHashMap<>(begun.facts());
            facts.putAll(event.facts() == null ? Map.of() : event.facts());
            phase.put(event.effect(), new Work(begun.started(), true, facts, event.ms(), false));
            times.merge(event.phase() + " " + event.effect(), 1, Integer::sum);
        } else {
            phase.remove(event.effect());
        }
    }

    void reconciled(Event.EffectReconciled event) {
        Map<String, Work> phase = phase(event.phase());
        Work begun = phase.get(event.effect());
        if (begun != null && event.verdict().equals("applied")) {
            phase.put(event.effect(), new Work(begun.started(), true, begun.facts(), begun.ms(), event.by() != null));
            times.merge(event.phase() + " " + event.effect(), 1, Integer::sum);
        } else {
            phase.remove(event.effect());
        }
        if (begun != null && event.verdict().equals("partly")) {
            parts.computeIfAbsent(event.phase(), p -> new ArrayList<>()).add(begun);
        }
    }

    /** Taken back, or begun anew: what was done before counts no more. */
    void forget() {
        work.clear();
        parts.clear();
        results.clear();
        lastEffect = 0;
        reached.clear();
        takenBack++;
    }

    /** How many milliseconds an effect has been at work that was not ended by a failure; 0 where it begins anew. */
    public long reached(String phase, String effect) {
        return reached.getOrDefault(phase + " " + effect, 0L);
    }

    void reached(Event.EffectReached event) {
        reached.put(event.phase() + " " + event.effect(), event.ms());
    }

    void captured(String name) {
        results.add(name);
    }

    private Map<String, Work> phase(String phase) {
        return work.computeIfAbsent(phase, p -> new LinkedHashMap<>());
    }
}
