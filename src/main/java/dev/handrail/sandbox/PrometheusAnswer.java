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

    /** What a moment's answer is over a time: the same at both of its ends; an error stays one. */
    static String range(String answer, String start, String end) {
        Object document = Json.read(answer);
        boolean told = document instanceof Map<?, ?> map && map.get("data") instanceof Map<?, ?>;
        if (!told || !(((Map<?, ?>) ((Map<?, ?>) document).get("data")).get("result") instanceof List<?> samples)) {
            return answer;
        }
        List<Object> series = samples.stream()
                .filter(Map.class::isInstance)
                .map(one -> series((Map<?, ?>) one, start, end))
                .toList();
        return Json.write(Map.of("status", "success", "data", Map.of("resultType", "matrix", "result", series)));
    }

    private static Object series(Map<?, ?> one, String start, String end) {
        Object value = one.get("value") instanceof List<?> pair ? pair.get(1) : "NaN";
        return Map.of(
                "metric",
                one.get("metric"),
                "values",
                List.of(List.of(Long.parseLong(start), value), List.of(Long.parseLong(end), value)));
    }

    static String error(String message) {
        return Json.write(Map.of("status", "error", "errorType", "bad_data", "error", message));
    }
}
