package dev.handrail.target.web;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Metrics;
import dev.handrail.runbook.Reading;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Prometheus, or what speaks its API. */
public final class Prometheus implements Metrics {
    private static final String NONE =
            "no series: nothing reports it, or the last sample is older than Prometheus looks back";

    private final HttpTarget http;

    private Prometheus(HttpTarget http) {
        this.http = http;
    }

    public static Prometheus at(String name, String url) {
        return new Prometheus(HttpTarget.at(name, url));
    }

    @Override
    public String base() {
        return http.base();
    }

    @Override
    public Reading ask(String query) {
        return reading(query, data(query, "/api/v1/query?query=" + encoded(query)));
    }

    @Override
    public Reading range(String query, Instant from, Instant to, Duration step) {
        String path = "/api/v1/query_range?query=" + encoded(query) + "&start=" + from.getEpochSecond() + "&end="
                + to.getEpochSecond() + "&step=" + Math.max(1, step.toSeconds());
        Map<?, ?> data = data(query, path);
        if (!"matrix".equals(data.get("resultType")) || !(data.get("result") instanceof List<?> series)) {
            throw refused(query, "its answer is a " + data.get("resultType") + "; a matrix is expected");
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object each : series) {
            Map<?, ?> one = (Map<?, ?>) each;
            String labels = labels(one.get("metric"));
            if (one.get("values") instanceof List<?> samples) {
                samples.forEach(sample -> rows.add(sample(labels, sample)));
            }
        }
        Reading read = Reading.rows(List.of("labels", "at", "value"), rows);
        return rows.isEmpty() ? read.fact("none", NONE) : read;
    }

    private static List<@Nullable Object> sample(String labels, Object sample) {
        Object at = sample instanceof List<?> pair ? pair.get(0) : null;
        List<@Nullable Object> row = new ArrayList<>();
        row.add(labels);
        row.add(
                at instanceof Number seconds
                        ? Instant.ofEpochSecond(seconds.longValue()).toString()
                        : at);
        row.add(number(sample));
        return row;
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private Map<?, ?> data(String query, String path) {
        Answer answer = http.look("GET", path);
        Object document;
        try {
            document = Json.read(answer.body());
        } catch (Json.NotJson e) {
            throw refused(query, "it answered " + answer.status() + ", and no JSON: " + answer.excerpt());
        }
        Map<?, ?> told = document instanceof Map<?, ?> map ? map : Map.of();
        if (!"success".equals(told.get("status")) || !(told.get("data") instanceof Map<?, ?> data)) {
            throw refused(query, told.get("errorType") + ": " + told.get("error"));
        }
        return data;
    }

    private Reading reading(String query, Map<?, ?> data) {
        String type = String.valueOf(data.get("resultType"));
        Object result = data.get("result");
        if (type.equals("scalar") || type.equals("string")) {
            return Reading.of(number(result));
        }
        if (!type.equals("vector") || !(result instanceof List<?> series)) {
            throw refused(query, "its answer is a " + type + "; an instant vector or a scalar is expected");
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object each : series) {
            Map<?, ?> one = (Map<?, ?>) each;
            List<@Nullable Object> row = new ArrayList<>();
            row.add(labels(one.get("metric")));
            row.add(number(one.get("value")));
            rows.add(row);
        }
        if (rows.size() == 1) {
            return Reading.of(rows.get(0).get(1))
                    .fact("labels", String.valueOf(rows.get(0).get(0)));
        }
        Reading read = Reading.rows(List.of("labels", "value"), rows);
        return rows.isEmpty() ? read.fact("none", NONE) : read;
    }

    /** {@code [time, "value"]}. */
    private static @Nullable Object number(@Nullable Object sample) {
        Object text = sample instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : null;
        if (text == null) {
            return null;
        }
        try {
            return Double.valueOf(text.toString().replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            return text.toString();
        }
    }

    private static String labels(@Nullable Object metric) {
        Map<?, ?> labels = metric instanceof Map<?, ?> map ? map : Map.of();
        Object name = labels.get("__name__");
        return labels.entrySet().stream()
                .filter(l -> !"__name__".equals(l.getKey()))
                .map(l -> l.getKey() + "=\"" + l.getValue() + "\"")
                .collect(Collectors.joining(", ", (name == null ? "" : name) + "{", "}"));
    }

    private Problem refused(String query, String why) {
        return new Problem(
                ExitCode.FAILED,
                "metrics '" + http.place().name() + "' can't answer: " + query,
                http.base(),
                why,
                "try the query in Prometheus itself, at " + http.base() + "/graph");
    }
}
