package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.Environment.CacheBinding;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The databases of runbooks in the embedded Redis: a number for each declared cache, kept once given. */
record Caches(Place place, Ledger ledger) {
    static final String KEY = "cache.";

    Optional<Integer> given(String runbook, String name) {
        return ledger.find(KEY + runbook + "/" + name).map(Integer::parseInt);
    }

    /** Under the sandbox's lock. */
    int give(String runbook, String name) throws IOException {
        Optional<Integer> given = given(runbook, name);
        if (given.isPresent()) {
            return given.get();
        }
        Set<String> taken = ledger.all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(KEY))
                .map(java.util.Map.Entry::getValue)
                .collect(Collectors.toSet());
        int number = IntStream.range(0, RedisServer.DATABASES)
                .filter(n -> !taken.contains(Integer.toString(n)))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExitCode.UNREACHABLE,
                        "the sandbox's Redis has no database left",
                        runbook + "/" + name,
                        RedisServer.DATABASES + " caches of runbooks have one",
                        "give all of them up: handrail sandbox reset"));
        ledger.put(KEY + runbook + "/" + name, Integer.toString(number));
        return number;
    }

    /** Empties the caches of a runbook; under the sandbox's lock. */
    void clear(String runbook, Running server) throws IOException {
        for (Map.Entry<String, String> given : ledger.all().entrySet()) {
            if (given.getKey().startsWith(KEY + runbook + "/")) {
                RedisPing.flush(server.port(), Passwords.made(place.password(RedisServer.NAME)), given.getValue());
            }
        }
    }

    CacheBinding binding(int number, int port) {
        return new CacheBinding(
                "redis://127.0.0.1:" + port + "/" + number, "file:" + place.password(RedisServer.NAME), "the sandbox");
    }
}
