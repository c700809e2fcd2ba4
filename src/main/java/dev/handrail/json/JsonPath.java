package dev.handrail.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a value is in a document: {@code $}, {@code $.a.b[0].c}, {@code $['a name'].b}. */
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile("\\.([\\w-]+)|\\[(\\d{1,9})]|\\['([^']+)']");

    private final String written;
    private final List<Object> steps;

    private JsonPath(String written, List<Object> steps) {
        this.written = written;
        this.steps = steps;
    }

    /** The path written as {@code text}, or empty where it is none. */
    public static Optional<JsonPath> parse(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at) {
                return Optional.empty();
            }
            steps.add(step.group(2) != null ? Integer.valueOf(step.group(2)) : named(step));
            at = step.end();
        }
        return Optional.of(new JsonPath(text, steps));
    }

    private static String named(Matcher step) {
        return step.group(1) != null ? step.group(1) : step.group(3);
    }

    /** The value in {@code document} as text, JSON where it is an object or a list; empty where there is none or null. */
    public Optional<String> in(@Nullable Object document) {
        Object value = document;
        for (Object step : steps) {
            value = step(value, step);
            if (value == null) {
                return Optional.empty();
            }
        }
        boolean tree = value instanceof Map || value instanceof List;
        return Optional.ofNullable(value).map(v -> tree ? Json.write(v) : v.toString());
    }

    private static @Nullable Object step(@Nullable Object value, Object step) {
        if (value instanceof Map<?, ?> map && step instanceof String name) {
            return map.get(name);
        }
        boolean inList = value instanceof List<?> items && step instanceof Integer i && i < items.size();
        return inList ? ((List<?>) value).get((Integer) step) : null;
    }

    @Override
    public String toString() {
        return written;
    }
}
