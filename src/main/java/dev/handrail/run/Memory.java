package dev.handrail.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Captured secrets: kept while the process lives, never on disk. */
public final class Memory {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    void keep(String step, Map<String, String> hidden) {
        hidden.forEach((name, value) -> values.put(step + " " + name, value));
    }

    public Optional<String> value(String step, String name) {
        return Optional.ofNullable(values.get(step + " " + name));
    }
}
