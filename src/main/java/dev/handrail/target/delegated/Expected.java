package dev.handrail.target.delegated;

import dev.handrail.runbook.Delegated;
import dev.handrail.runbook.Ids;
import dev.handrail.runbook.Logbook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the history has to show, as a journal keeps it.
 *
 * @param touched the ids that count
 * @param states digests of what it shows of them, before the first stage and after each
 */
record Expected(Logbook history, List<String> touched, List<String> states) {
    /** What a way back goes by. */
    private static final String PLANNED = Delegated.PLANNED;

    private static final String TOUCHED = "touched";
    private static final String STATES = "states";

    static Expected of(Delegated effect) {
        return new Expected(effect.history(), List.copyOf(effect.touched()), effect.states());
    }

    static Expected of(Map<String, String> facts) {
        return new Expected(
                Logbook.of(facts),
                Ids.split(facts.getOrDefault(TOUCHED, "")),
                List.of(facts.getOrDefault(STATES, "").split(" ")));
    }

    /** For the journal. */
    static Map<String, String> facts(Delegated effect) {
        Expected expected = of(effect);
        Map<String, String> facts = new LinkedHashMap<>(effect.history().facts());
        facts.put(
                PLANNED,
                Ids.joined(effect.stages().stream().map(Delegated.Stage::id).toList()));
        facts.put(TOUCHED, Ids.joined(expected.touched));
        facts.put(STATES, String.join(" ", expected.states));
        return facts;
    }

    int stages() {
        return states.size() - 1;
    }

    /** After which stage the history stands; 0: before the first; -1: nowhere on the way. */
    int reached(List<String> shown) {
        return states.lastIndexOf(Delegated.state(shown, touched));
    }

    /** True where the history is as it was when the plan was made, for all that the plan has to do with. */
    boolean before(List<String> before, List<String> shown) {
        return Delegated.state(shown, touched).equals(states.get(0)) && before.containsAll(shown);
    }

    /** What {@code shown} has or lacks that {@code before} has not, beside what was planned; for people. */
    List<String> beside(List<String> before, List<String> shown) {
        List<String> added = shown.stream()
                .filter(id -> !before.contains(id) && !touched.contains(id))
                .toList();
        List<String> gone = before.stream()
                .filter(id -> !shown.contains(id) && !touched.contains(id))
                .toList();
        return Stream.concat(
                        added.stream().map(id -> "beside what was planned, the history has " + id),
                        gone.stream().map(id -> "beside what was planned, the history lost " + id))
                .toList();
    }
}
