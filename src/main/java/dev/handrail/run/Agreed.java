package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.RunState;
import dev.handrail.json.Json;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Runbook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plan that a run is held to.
 *
 * @param digest the plan's: the same plan has the same one
 * @param steps in the order in which they are done
 */
public record Agreed(String digest, List<AgreedStep> steps) {
    /** Steps as a plan file and the first record of a run keep them. */
    public static List<Map<String, Object>> fields(List<PlannedStep> steps) {
        return steps.stream().map(AgreedStep::fields).toList();
    }

    /** @param plan {@code digest} and {@code steps} */
    @SuppressWarnings("unchecked")
    public static Agreed of(Map<String, Object> plan) {
        List<Map<String, Object>> steps = (List<Map<String, Object>>) plan.get("steps");
        return new Agreed(
                String.valueOf(plan.get("digest")),
                steps.stream().map(AgreedStep::of).toList());
    }

    /**
     * A digest over what is planned: runbook, files and inputs, environment, targets, and of each step its effects,
     * risk, hazards and consents. Counts and estimates are not in it.
     *
     * @param targets which targets they are, by declared name
     */
    public static String digest(
            Runbook runbook, String environment, Map<String, String> targets, List<PlannedStep> steps) {
        List<Object> content = new ArrayList<>(List.of(runbook.name(), runbook.digest(), environment, targets));
        steps.forEach(step -> content.add(AgreedStep.of(AgreedStep.fields(step)).content()));
        return Digests.of(Json.write(content));
    }

    /**
     * A run that is held to the plan.
     *
     * @param id empty where there is none yet
     * @param startedAt empty where it has not begun
     * @param finished keys of finished effects by step
     */
    public record Held(String id, String startedAt, Function<String, Set<String>> finished) {
        /** One that is about to begin. */
        public static Held fresh(String id) {
            return new Held(id, "", step -> Set.of());
        }

        /** One that has begun. */
        public static Held of(String id, RunState state) {
            return new Held(
                    id,
                    state.startedAt().toString(),
                    step -> state.step(step).finished("forward").keySet());
        }

        private Map<String, String> names() {
            Map<String, String> names = new LinkedHashMap<>();
            names.put("<run id>", id);
            if (!startedAt.isEmpty()) {
                names.put("<start of the run>", startedAt);
            }
            return names;
        }
    }

    /** How steps that are planned now differ, by step; empty where they do not. What is finished is passed over. */
    public Map<String, List<String>> against(List<PlannedStep> now, Held run) {
        Map<String, List<String>> what = new LinkedHashMap<>();
        for (PlannedStep step : now) {
            boolean exact = step.plan().provisional() == null;
            List<String> differs = against(step.step().id(), exact ? Planner.recorded(step) : null, run);
            if (!differs.isEmpty()) {
                what.put(step.step().id(), differs);
            }
        }
        return what;
    }

    List<String> against(String step, Event.@Nullable StepPlanned now, Held run) {
        return steps.stream()
                .filter(agreed -> agreed.planned().step().equals(step))
                .findFirst()
                .map(agreed -> agreed.against(now, run.finished().apply(step), run.names()))
                .orElse(List.of("the plan has no such step"));
    }
}
