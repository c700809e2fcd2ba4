package dev.handrail.sandbox;

import dev.handrail.json.Json;
import java.util.List;
import java.util.Map;

/** What a Prometheus answers to an instant query. */
final class PrometheusAnswer {
    /** A moment is part of each sample; nobody reads it here. */
    private static final long AT = 0;

    private PrometheusAnswer() {}

    static Object sample(Map<String, String> labels, String value) {
        return Map.of("metric", labels, "value", List.of(AT, value));
    }

    static String vector(List<Object> samples) {
        return Json.write(Map.of("status", "success", "data", Map.of("resultType", "vector", "result", samples)));
    }

    static String error(String message) {
        return Json.write(Map.of("status", "error", "errorType", "bad_data", "error", message));
    }
}
