package dev.handrail.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A section of a run that is due later, and from when on. */
public record Due(String section, String title, Instant at) {
    static Map<String, String> fields(Due due) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("section", due.section());
        fields.put("title", due.title());
        fields.put("at", due.at().toString());
        return fields;
    }

    /** As a run's end has them. */
    public static List<Due> of(Event.RunFinished finished) {
        List<Map<String, String>> recorded = finished.due();
        return recorded == null
                ? List.of()
                : recorded.stream()
                        .map(f -> new Due(f.get("section"), f.get("title"), Instant.parse(f.get("at"))))
                        .toList();
    }
}
