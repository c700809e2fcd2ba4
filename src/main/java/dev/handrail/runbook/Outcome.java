package dev.handrail.runbook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What performing an effect brought.
 *
 * @param counts for people and reports: {@code rows}, {@code keys}, {@code bytes} …
 * @param facts what going back or a later step needs: {@code created}, {@code place} … kept in the journal
 * @param captured results by name, kept in the journal
 * @param hidden results by name, kept in memory only
 */
public record Outcome(
        Map<String, Long> counts, Map<String, String> facts, Map<String, String> captured, Map<String, String> hidden) {
    public static final Outcome DONE = new Outcome(Map.of(), Map.of(), Map.of(), Map.of());

    public static Outcome counted(String what, long count) {
        return new Outcome(Map.of(what, count), Map.of(), Map.of(), Map.of());
    }

    public Outcome count(String what, long count) {
        Map<String, Long> more = new LinkedHashMap<>(counts);
        more.put(what, count);
        return new Outcome(more, facts, captured, hidden);
    }

    public Outcome fact(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Outcome(counts, more, captured, hidden);
    }

    public Outcome capturing(Map<String, String> results, Map<String, String> hiddenResults) {
        return new Outcome(counts, facts, Map.copyOf(results), Map.copyOf(hiddenResults));
    }
}
