package dev.handrail.sandbox;

import dev.handrail.settings.Environment;
import dev.handrail.settings.Environment.CacheBinding;
import dev.handrail.settings.Environment.DatabaseBinding;
import java.util.LinkedHashMap;
import java.util.Map;

/** What runbooks were given in the sandbox so far, by {@code runbook/name}. */
record Allotted(Map<String, String> ledger, Databases databases, Caches caches) {
    boolean none() {
        return ledger.keySet().stream().noneMatch(key -> key.startsWith(Databases.KEY) || key.startsWith(Caches.KEY));
    }

    /** @return {@code given} and all of it */
    Environment over(Environment given, int postgres, int redis) {
        Map<String, DatabaseBinding> bases = new LinkedHashMap<>();
        Map<String, CacheBinding> keys = new LinkedHashMap<>();
        ledger.forEach((key, value) -> {
            if (key.startsWith(Databases.KEY)) {
                bases.put(key.substring(Databases.KEY.length()), databases.binding(value, postgres));
            } else if (key.startsWith(Caches.KEY)) {
                keys.put(key.substring(Caches.KEY.length()), caches.binding(Integer.parseInt(value), redis));
            }
        });
        return given.or(new Environment(
                given.name(), false, bases, keys, Map.of(), Map.of(), Map.of(), Map.of(), given.sandbox()));
    }
}
