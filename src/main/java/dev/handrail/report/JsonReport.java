package dev.handrail.report;

import dev.handrail.json.Json;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's report as JSON: the report's own fields, instants as ISO 8601, durations in milliseconds. */
public final class JsonReport {
    private JsonReport() {}

    public static String of(RunReport report) {
        return versioned(report);
    }

    public static String of(Comparison both) {
        return versioned(both);
    }

    private static String versioned(Record report) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("v", 1);
        all.putAll(fields(report));
        return Json.write(all);
    }

    private static Map<String, @Nullable Object> fields(Record part) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            try {
                fields.put(component.getName(), plain(component.getAccessor().invoke(part)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Record part) {
            return fields(part);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonReport::plain).toList();
        }
        if (value instanceof Duration duration) {
            return duration.toMillis();
        }
        return value instanceof Instant instant ? instant.toString() : value;
    }
}
