package dev.handrail.sandbox;

import dev.handrail.json.Json;
import dev.handrail.settings.Yaml;
import dev.handrail.settings.YamlFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads how a stand-in answers; a mistake is refused with its position before anything is started. */
final class AnswersFile {
    private static final List<String> OF_SERVICE =
            List.of("method", "path", "status", "headers", "body", "json", "delay", "times");
    private static final List<String> OF_METRICS = List.of("query", "value", "series", "delay", "times");

    private AnswersFile() {}

    /** Answers by {@code METHOD path}; the first that fits and is not used up counts. */
    static List<Answer> service(Path file) {
        return read(file, AnswersFile::request);
    }

    /** Answers by PromQL text. */
    static List<Answer> metrics(Path file) {
        return read(file, AnswersFile::query);
    }

    private static List<Answer> read(Path file, Function<Yaml, Answer> entry) {
        return Files.exists(file)
                ? YamlFile.read(file).map(Yaml::items).orElse(List.of()).stream()
                        .map(entry)
                        .toList()
                : List.of();
    }

    private static Answer request(Yaml entry) {
        Map<String, Yaml> parts = entry.entries(OF_SERVICE);
        String method = Optional.ofNullable(parts.get("method")).map(Yaml::text).orElse("GET");
        String path = needed(entry, parts, "path").text();
        if (!path.startsWith("/")) {
            throw parts.get("path").wrong("a path starts with a slash", "write /" + path);
        }
        if (parts.containsKey("body") && parts.containsKey("json")) {
            throw entry.wrong("an answer has either 'body' or 'json'", "leave one out");
        }
        Yaml status = parts.get("status");
        Map<String, String> headers = new LinkedHashMap<>();
        if (parts.containsKey("json")) {
            headers.put("Content-Type", "application/json");
        }
        if (parts.containsKey("headers")) {
            parts.get("headers").entries().forEach((name, value) -> headers.put(name, value.text()));
        }
        return answer(
                Answer.glob(method.toUpperCase(Locale.ROOT) + " " + path),
                status == null ? 200 : status.whole(100, 599),
                headers,
                body(parts),
                parts);
    }

    private static Answer query(Yaml entry) {
        Map<String, Yaml> parts = entry.entries(OF_METRICS);
        List<Object> series = new ArrayList<>();
        if (parts.containsKey("series")) {
            parts.get("series").items().forEach(one -> series.add(series(one)));
        } else {
            series.add(sample(Map.of(), needed(entry, parts, "value")));
        }
        return answer(
                Answer.glob(needed(entry, parts, "query").text()),
                200,
                Map.of("Content-Type", "application/json"),
                PrometheusAnswer.vector(series),
                parts);
    }

    private static Object series(Yaml one) {
        Map<String, Yaml> parts = one.entries(List.of("labels", "value"));
        Map<String, String> labels = new LinkedHashMap<>();
        if (parts.containsKey("labels")) {
            parts.get("labels").entries().forEach((name, value) -> labels.put(name, value.text()));
        }
        return sample(labels, needed(one, parts, "value"));
    }

    private static Object sample(Map<String, String> labels, Yaml value) {
        if (!value.text().matches("[+-]?(\\d+(\\.\\d+)?([eE][+-]?\\d+)?|Inf)|NaN")) {
            throw value.wrong("a number is expected here", "write e.g. 0.012, NaN or +Inf");
        }
        return PrometheusAnswer.sample(labels, value.text());
    }

    private static Answer answer(
            Pattern asked, int status, Map<String, String> headers, String body, Map<String, Yaml> parts) {
        Yaml delay = parts.get("delay");
        Yaml times = parts.get("times");
        return new Answer(
                asked,
                status,
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                delay == null ? Duration.ZERO : delay.duration(),
                new AtomicInteger(times == null ? -1 : times.whole(1, 1_000_000)));
    }

    private static String body(Map<String, Yaml> parts) {
        if (parts.containsKey("json")) {
            return Json.write(parts.get("json").plain());
        }
        return parts.containsKey("body") ? parts.get("body").text() : "";
    }

    private static Yaml needed(Yaml entry, Map<String, Yaml> parts, String name) {
        Yaml part = parts.get(name);
        if (part == null) {
            throw entry.wrong("'" + name + "' is missing here", "add " + name + ": …");
        }
        return part;
    }
}
