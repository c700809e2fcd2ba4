package dev.handrail.run;

import dev.handrail.journal.Codec;
import dev.handrail.journal.Event;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Risk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a step was planned to do when its plan file was made.
 *
 * @param provisional why the exact plan could not be made then; null: it was
 * @param touches the targets that its action names; a provisional step stays within them
 */
public record AgreedStep(
        Event.StepPlanned planned, @Nullable String provisional, List<String> touches) {
    /** As a plan file keeps it. */
    static Map<String, Object> fields(PlannedStep step) {
        Map<String, Object> fields = Codec.fields(Planner.recorded(step));
        fields.remove("type");
        fields.put("effects", effects(step));
        fields.put("rollback", step.wayBack());
        fields.put(
                "checks",
                step.step().checks().stream()
                        .map(check -> check.title() + ": " + check.question().show() + check.answersShown())
                        .toList());
        if (step.plan().provisional() != null) {
            fields.put("provisional", step.plan().provisional());
        }
        if (step.step().action() != null) {
            fields.put("word", step.step().action().word());
            fields.put(
                    "touches",
                    step.step().action().touches().stream()
                            .map(Object::toString)
                            .toList());
        }
        return fields;
    }

    /** Where a name is made from the run's id, what makes the key is kept: the run will have another id. */
    private static List<Map<String, Object>> effects(PlannedStep step) {
        List<Map<String, Object>> recorded = Planning.recorded(step.plan());
        List<Effect> effects = step.plan().effects();
        for (int i = 0; i < effects.size(); i++) {
            List<String> content = effects.get(i).content();
            if (String.join("", content).contains("<")) {
                recorded.get(i).put("content", content);
            }
        }
        return recorded;
    }

    @SuppressWarnings("unchecked")
    static AgreedStep of(Map<String, Object> fields) {
        Map<String, Object> record = new LinkedHashMap<>(fields);
        record.put("type", "step.planned");
        return new AgreedStep(
                (Event.StepPlanned) Codec.event(record).orElseThrow(),
                (String) fields.get("provisional"),
                (List<String>) fields.getOrDefault("touches", List.of()));
    }

    /** What makes the plan what it is, without counts and estimates. */
    String content() {
        return planned.step()
                + ' '
                + planned.risk()
                + ' '
                + provisional
                + ' '
                + keys(planned)
                + ' '
                + hazards(planned)
                + ' '
                + consents(planned);
    }

    /**
     * How what would be done now differs, a line each; empty where it does not.
     *
     * @param now the step as it is planned now; null: its exact plan can't be made
     * @param finished keys of effects that this run has finished
     * @param names what stands in the run for what stood for it in the plan, e.g. for {@code <run id>}
     */
    List<String> against(Event.@Nullable StepPlanned now, Set<String> finished, Map<String, String> names) {
        List<String> what = new ArrayList<>();
        if (now == null) {
            if (provisional == null) {
                what.add("it could be planned exactly then, and can't be now");
            }
            return what;
        }
        if (risk(now).exceeds(risk(planned))) {
            what.add("risk was " + planned.risk() + ", is " + now.risk());
        }
        if (provisional != null) {
            strangers(now, what);
            return what;
        }
        effects(now, finished, inTheRun(names), what);
        added("hazard", hazards(planned), hazards(now), what);
        added("consent", consents(planned), consents(now), what);
        return what;
    }

    private static Risk risk(Event.StepPlanned of) {
        return Risk.valueOf(of.risk().toUpperCase(Locale.ROOT));
    }

    private void strangers(Event.StepPlanned now, List<String> what) {
        for (Map<String, Object> effect : now.effects()) {
            String target = String.valueOf(effect.get("target"));
            if (!ours(effect) && !touches.contains(target)) {
                what.add("it would work on " + target + ", which it does not name: " + shown(effect));
            }
        }
    }

    /** The keys that effects have in the run, and those that they had in the plan. */
    @SuppressWarnings("unchecked")
    private Map<String, String> inTheRun(Map<String, String> names) {
        Map<String, String> keys = new HashMap<>();
        for (Map<String, Object> effect : planned.effects()) {
            if (effect.get("content") instanceof List<?> content) {
                List<String> lines = ((List<String>) content)
                        .stream().map(line -> named(line, names)).toList();
                String key = String.valueOf(effect.get("key"));
                String again = key.contains("-") ? key.substring(key.indexOf('-')) : "";
                String kind = String.valueOf(effect.get("kind"));
                keys.put(Effect.key(kind, String.valueOf(effect.get("target")), lines) + again, key);
            }
        }
        return keys;
    }

    private static String named(String line, Map<String, String> names) {
        String named = line;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }

    private void effects(Event.StepPlanned now, Set<String> finished, Map<String, String> inTheRun, List<String> what) {
        Map<String, String> then = keys(planned);
        Map<String, String> found = new LinkedHashMap<>();
        keys(now).forEach((key, shown) -> found.put(inTheRun.getOrDefault(key, key), shown));
        finished.forEach(key -> then.remove(inTheRun.getOrDefault(key, key)));
        then.forEach((key, shown) -> {
            if (!found.containsKey(key)) {
                what.add("not done any more: " + shown);
            }
        });
        found.forEach((key, shown) -> {
            if (!then.containsKey(key)) {
                what.add("new: " + shown);
            }
        });
        if (found.isEmpty() && !then.isEmpty() && now.nothing() != null) {
            what.add("there is nothing to do now: " + now.nothing());
        }
        if (what.isEmpty() && !List.copyOf(then.keySet()).equals(List.copyOf(found.keySet()))) {
            what.add("the same effects in another order");
        }
    }

    /** By key, what is shown; handrail's own note of the run is no work of the step's. */
    private static Map<String, String> keys(Event.StepPlanned of) {
        Map<String, String> keys = new LinkedHashMap<>();
        of.effects().stream()
                .filter(effect -> !ours(effect))
                .forEach(effect -> keys.put(String.valueOf(effect.get("key")), shown(effect)));
        return keys;
    }

    private static boolean ours(Map<String, Object> effect) {
        return "anchor".equals(effect.get("kind"));
    }

    private static String shown(Map<String, Object> effect) {
        return effect.get("show") instanceof List<?> lines
                ? String.join(" ", lines.stream().map(String::valueOf).toList())
                : "";
    }

    /** By what stays the same of it however much there is: figures and what stands in brackets are left out. */
    private static Map<String, String> hazards(Event.StepPlanned of) {
        Map<String, String> hazards = new LinkedHashMap<>();
        List<Map<String, Object>> seen = of.hazards() == null ? List.of() : of.hazards();
        seen.forEach(hazard -> {
            String what = String.valueOf(hazard.get("what"));
            String stays = what.replaceAll(" ?\\([^)]*\\)", "").replaceAll("\\d[\\d,.]*", "n");
            String key =
                    hazard.get("code") + " " + hazard.get("at") + " " + hazard.containsKey("accepted") + " " + stays;
            hazards.put(key, hazard.get("code") + " " + what);
        });
        return hazards;
    }

    private static Map<String, String> consents(Event.StepPlanned of) {
        Map<String, String> consents = new LinkedHashMap<>();
        List<String> needed = of.consents() == null ? List.of() : of.consents();
        needed.forEach(consent -> consents.put(consent.replaceFirst(":.*", ""), consent));
        return consents;
    }

    /** What was there and is gone is no danger. */
    private static void added(String kind, Map<String, String> then, Map<String, String> now, List<String> what) {
        Set<String> fresh = new LinkedHashSet<>(now.keySet());
        fresh.removeAll(then.keySet());
        fresh.forEach(key -> what.add("new " + kind + ": " + now.get(key)));
    }
}
