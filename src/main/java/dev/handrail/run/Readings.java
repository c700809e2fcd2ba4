package dev.handrail.run;

import dev.handrail.runbook.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Readings as plain maps, as the journal keeps them, and back. */
final class Readings {
    private Readings() {}

    static Map<String, Object> toMap(Reading reading) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("columns", reading.columns());
        map.put("rows", reading.rows());
        map.put("total", reading.total());
        map.put("facts", reading.facts());
        return map;
    }

    @SuppressWarnings("unchecked")
    static Reading fromMap(Map<String, Object> map) {
        List<List<@Nullable Object>> rows = new ArrayList<>((List<List<@Nullable Object>>) map.get("rows"));
        return new Reading(
                (List<String>) map.get("columns"), rows, ((Number) map.get("total")).longValue(), (Map<String, Object>)
                        map.get("facts"));
    }
}
