package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Results that earlier steps captured, in the place of {@code <token from section/step>} where a plan is shown. The plan
 * itself keeps the placeholder, so that it stays the one that was agreed to. Captured secrets stay placeholders.
 */
record Known(RunState state) {
    private static final Pattern PLACE = Pattern.compile("<([^<>\\s]+) from ([^<>\\s/]+/[^<>\\s/]+)>");
    private static final int LONG = 2_000;

    List<String> in(List<String> lines) {
        List<String> known = new ArrayList<>();
        lines.forEach(line -> known.add(in(line)));
        return known;
    }

    private String in(String line) {
        return PLACE.matcher(line)
                .replaceAll(place -> Matcher.quoteReplacement(state.result(place.group(2), place.group(1))
                        .map(Known::bounded)
                        .orElse(place.group())));
    }

    private static String bounded(String value) {
        return value.length() <= LONG
                ? value
                : value.substring(0, LONG) + "… (" + (value.length() - LONG) + " characters more)";
    }

    /** As it goes on record: what the person was shown. */
    Event.StepPlanned in(Event.StepPlanned planned) {
        List<Map<String, Object>> effects = new ArrayList<>();
        for (Map<String, Object> effect : planned.effects()) {
            Map<String, Object> one = new LinkedHashMap<>(effect);
            one.computeIfPresent(
                    "show",
                    (key, lines) ->
                            in(((List<?>) lines).stream().map(String::valueOf).toList()));
            effects.add(one);
        }
        return new Event.StepPlanned(
                planned.step(),
                planned.phase(),
                planned.attempt(),
                planned.title(),
                planned.target(),
                planned.risk(),
                effects,
                planned.hazards(),
                planned.consents(),
                planned.nothing(),
                planned.estimate(),
                planned.digest());
    }
}
