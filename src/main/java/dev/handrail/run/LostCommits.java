package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.RunState;
import dev.handrail.journal.StepState;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Semantics;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Work that is on record as committed and that the database does not have: a standby that took over without it, or an
 * older state that was restored. The marker rows tell, because each was committed with its work.
 */
public record LostCommits(String run, Runbook runbook, Targets targets) {
    private static final String MARKED =
            "select step, effect from handrail.marker where run = :run and phase = 'forward'";

    /** @return what is missing, in words, a line for each step; empty where nothing is, or this user may not look */
    public List<String> of(RunState state) {
        List<String> lost = new ArrayList<>();
        for (TargetRef target : runbook.targets()) {
            if (target.kind() == TargetKind.DATABASE) {
                lost.addAll(of(target, state));
            }
        }
        return lost;
    }

    private List<String> of(TargetRef target, RunState state) {
        Map<String, List<Event.EffectStarted>> committed = state.steps().stream()
                .collect(Collectors.toMap(
                        StepState::id, step -> committed(step, target), (a, b) -> a, java.util.TreeMap::new));
        committed.values().removeIf(List::isEmpty);
        if (committed.isEmpty()) {
            return List.of();
        }
        Set<String> marked;
        try {
            marked = marked(targets.database(target.name()));
        } catch (Problem closed) {
            return List.of();
        }
        committed.values().forEach(effects -> effects.removeIf(e -> marked.contains(e.step() + "\n" + e.effect())));
        return committed.entrySet().stream()
                .filter(step -> !step.getValue().isEmpty())
                .map(step -> target + " does not have what " + step.getKey()
                        + " committed: it was lost in a failover, or an older state was restored")
                .toList();
    }

    /** What a transaction with its marker row did, and is not taken back. */
    private static List<Event.EffectStarted> committed(StepState step, TargetRef target) {
        return step.finished("forward").values().stream()
                .filter(work -> !work.said())
                .map(StepState.Work::started)
                .filter(e -> e.kind().equals("sql"))
                .filter(e -> e.target().equals(target.name()))
                .filter(e -> e.semantics().equals(Semantics.TRANSACTIONAL.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Set<String> marked(Database database) {
        List<Map<String, Object>> rows = database.anchored() ? database.catalog(MARKED, Map.of("run", run)) : List.of();
        return rows.stream()
                .map(row -> row.get("step") + "\n" + row.get("effect"))
                .collect(Collectors.toSet());
    }
}
