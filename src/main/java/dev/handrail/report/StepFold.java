package dev.handrail.report;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers the records of one step into its part of the report. */
final class StepFold {
    private final String id;
    private String title = "";
    private String target = "";
    private String risk = "reads";
    private String state = "open";
    private @Nullable String why;
    private @Nullable String nothing;
    private int attempts;
    private long ms;
    private Map<String, String> problem = Map.of();
    private final List<RunReport.DecisionReport> decisions = new ArrayList<>();
    private final Map<String, RunReport.EffectReport> effects = new LinkedHashMap<>();
    private final Map<String, List<String>> shown = new LinkedHashMap<>();
    private final List<RunReport.CheckReport> checks = new ArrayList<>();
    private final List<RunReport.HazardReport> hazards = new ArrayList<>();

    StepFold(String id) {
        this.id = id;
    }

    void take(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.StepPlanned planned) {
            planned(planned);
        } else if (event instanceof Event.StepDecided decided) {
            decided(entry.at(), decided);
        } else if (event instanceof Event.EffectStarted started) {
            started(started);
        } else if (event instanceof Event.EffectFinished finished) {
            finished(finished);
        } else if (event instanceof Event.EffectReconciled reconciled) {
            reconciled(reconciled);
        } else if (event instanceof Event.CheckJudged judged) {
            judged(judged);
        } else if (event instanceof Event.StepFinished ended) {
            ended(ended);
        }
    }

    @SuppressWarnings("unchecked")
    private void planned(Event.StepPlanned planned) {
        if (planned.phase().equals("forward") || title.isEmpty()) {
            title = planned.title();
            target = planned.target();
            risk = planned.risk();
            nothing = planned.nothing();
        }
        attempts = Math.max(attempts, planned.attempt());
        for (Map<String, Object> effect : planned.effects()) {
            shown.put(planned.phase() + effect.get("key"), (List<String>) effect.get("show"));
        }
        if (planned.hazards() != null) {
            Objects.requireNonNull(planned.hazards()).forEach(h -> {
                RunReport.HazardReport hazard = new RunReport.HazardReport(
                        String.valueOf(h.get("code")),
                        String.valueOf(h.get("what")),
                        Objects.toString(h.get("at"), ""),
                        Objects.toString(h.get("accepted"), ""));
                if (!hazards.contains(hazard)) {
                    hazards.add(hazard);
                }
            });
        }
    }

    private void decided(Instant at, Event.StepDecided decided) {
        decisions.add(new RunReport.DecisionReport(
                at, decided.phase(), decided.decision(), text(decided.reason()), text(decided.by())));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void started(Event.EffectStarted started) {
        if (started.phase().equals("rollback")) {
            state = "open"; // it was done; until its way back has an end it is neither
            why = null;
        }
        String key = started.phase() + started.attempt() + started.effect();
        RunReport.EffectReport earlier = effects.remove(key);
        if (earlier != null) {
            effects.put(key + " try " + effects.size(), earlier); // rolled back, and tried again in the same attempt
        }
        effects.put(
                key,
                new RunReport.EffectReport(
                        started.phase(),
                        started.attempt(),
                        started.kind(),
                        shown.getOrDefault(started.phase() + started.effect(), List.of()),
                        "unknown",
                        Map.of(),
                        started.facts(),
                        "",
                        0));
    }

    private void finished(Event.EffectFinished finished) {
        String key = finished.phase() + finished.attempt() + finished.effect();
        RunReport.EffectReport begun = effects.get(key);
        if (begun == null) {
            return;
        }
        Map<String, String> facts = new LinkedHashMap<>(begun.facts());
        facts.putAll(finished.facts() == null ? Map.of() : finished.facts());
        effects.put(
                key,
                new RunReport.EffectReport(
                        begun.phase(),
                        begun.attempt(),
                        begun.kind(),
                        begun.shown(),
                        finished.state(),
                        finished.counts() == null ? Map.of() : finished.counts(),
                        facts,
                        text(finished.why()),
                        finished.ms()));
    }

    private void reconciled(Event.EffectReconciled reconciled) {
        effects.replaceAll((key, effect) -> {
            boolean meant = key.startsWith(reconciled.phase()) && key.endsWith(reconciled.effect());
            if (!meant || !effect.state().equals("unknown")) {
                return effect;
            }
            String how = "established on resume: " + reconciled.verdict() + " (" + reconciled.evidence()
                    + (reconciled.by() == null ? "" : ", says " + reconciled.by()) + ")";
            return new RunReport.EffectReport(
                    effect.phase(),
                    effect.attempt(),
                    effect.kind(),
                    effect.shown(),
                    found(reconciled.verdict()),
                    effect.counts(),
                    effect.facts(),
                    how,
                    effect.ms());
        });
    }

    private void judged(Event.CheckJudged judged) {
        checks.add(new RunReport.CheckReport(
                judged.phase(),
                judged.check(),
                judged.role(),
                judged.verdict(),
                judged.seen(),
                judged.expected(),
                judged.asked(),
                judged.weight(),
                judged.ms(),
                judged.rows() == null ? List.of() : judged.rows(),
                judged.rowCount()));
    }

    private void ended(Event.StepFinished ended) {
        if (!ended.phase().equals("remedy")) {
            state = ended.phase().equals("rollback") && ended.state().equals("failed")
                    ? "rollback failed"
                    : ended.state();
            why = ended.why();
            problem = ended.problem() == null ? Map.of() : ended.problem();
        }
        if (ended.phase().equals("forward")) {
            ms = ended.ms();
        }
    }

    RunReport.StepReport report() {
        return new RunReport.StepReport(
                id,
                title.isEmpty() ? id : title,
                target,
                risk,
                state,
                why,
                attempts,
                ms,
                List.copyOf(decisions),
                List.copyOf(effects.values()),
                List.copyOf(checks),
                nothing,
                problem,
                List.copyOf(hazards));
    }

    /** Backups among the finished effects: where each is now. */
    List<RunReport.Backup> backups() {
        boolean away = effects.values().stream().anyMatch(e -> made(e, "upload"));
        return effects.values().stream()
                .filter(e -> made(e, away ? "upload" : "dump") || made(e, "restore-point"))
                .map(e -> new RunReport.Backup(
                        id,
                        e.facts().getOrDefault("place", ""),
                        number(e.facts().getOrDefault("bytes", "0")),
                        e.facts().getOrDefault("digest", ""),
                        e.facts().getOrDefault("at", ""),
                        proof(e.facts())))
                .toList();
    }

    private static boolean made(RunReport.EffectReport effect, String kind) {
        return effect.kind().equals(kind) && effect.state().equals("done");
    }

    private static String proof(Map<String, String> facts) {
        String proof = facts.getOrDefault("proof", "");
        String encrypted = facts.get("encrypted");
        String position = facts.get("position");
        return proof
                + (encrypted == null ? "" : ", encrypted, " + encrypted)
                + (position == null ? "" : ", up to " + position);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String found(String verdict) {
        return switch (verdict) {
            case "applied" -> "done";
            case "partly" -> "done in part";
            default -> "not done";
        };
    }
}
