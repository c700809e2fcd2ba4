package dev.handrail.sandbox;

import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Environment.CacheBinding;
import dev.handrail.settings.Environment.DatabaseBinding;
import dev.handrail.settings.Environment.ServiceBinding;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds what one runbook declares and {@code given} does not bind; starts and makes what is missing. */
record EmbeddedTargets(RunbookFolder folder, Environment given, Place place, Databases databases, Caches caches) {
    Map<String, DatabaseBinding> databases(PostgresServer server) throws IOException {
        List<String> names = wanted(TargetKind.DATABASE, given.databases().keySet());
        Map<String, Seed> missing = new LinkedHashMap<>();
        for (String name : names) {
            if (databases.made(runbook(), name).isEmpty()) {
                missing.put(name, new Seed(folder.sql(name), folder.runbook().inputs()));
            }
        }
        Map<String, DatabaseBinding> bound = new LinkedHashMap<>();
        if (!names.isEmpty()) {
            Running running = running(server, missing.isEmpty(), found -> {
                for (Map.Entry<String, Seed> database : missing.entrySet()) {
                    databases.make(runbook(), database.getKey(), database.getValue(), found);
                }
            });
            for (String name : names) {
                String real = databases.made(runbook(), name).orElseThrow();
                bound.put(name, databases.binding(real, running.port()));
            }
        }
        return bound;
    }

    Map<String, CacheBinding> caches(RedisServer server) throws IOException {
        List<String> names = wanted(TargetKind.CACHE, given.caches().keySet());
        Map<String, CacheBinding> bound = new LinkedHashMap<>();
        if (!names.isEmpty()) {
            boolean prepared = names.stream()
                    .allMatch(name -> caches.given(runbook(), name).isPresent());
            Running running = running(server, prepared, found -> {
                for (String name : names) {
                    caches.give(runbook(), name);
                }
            });
            for (String name : names) {
                int number = caches.given(runbook(), name).orElseThrow();
                bound.put(name, caches.binding(number, running.port()));
            }
        }
        return bound;
    }

    Map<String, ServiceBinding> services(StandIns standIns) throws IOException {
        Map<String, ServiceBinding> bound = new LinkedHashMap<>();
        for (String name : wanted(TargetKind.SERVICE, given.services().keySet())) {
            bound.put(name, standIns.service(runbook(), name, folder.answers(name)));
        }
        return bound;
    }

    Map<String, ServiceBinding> metrics(StandIns standIns) throws IOException {
        Map<String, ServiceBinding> bound = new LinkedHashMap<>();
        for (String name : wanted(TargetKind.METRICS, given.metrics().keySet())) {
            bound.put(name, standIns.metrics(runbook(), name, folder.answers(name)));
        }
        return bound;
    }

    /** Without the lock where nothing is left to do: that is how nearly every command finds it. */
    private Running running(Server server, boolean prepared, Preparation preparation) throws IOException {
        Optional<Running> found = server.running();
        if (prepared && found.isPresent()) {
            return found.get();
        }
        try (SandboxLock lock = SandboxLock.take(place)) {
            Running running = server.start();
            preparation.on(running);
            return running;
        }
    }

    private List<String> wanted(TargetKind kind, Set<String> bound) {
        return folder.runbook().targets().stream()
                .filter(target -> target.kind() == kind)
                .map(TargetRef::name)
                .filter(name -> !bound.contains(name))
                .toList();
    }

    private String runbook() {
        Runbook runbook = folder.runbook();
        return runbook.name();
    }

    private interface Preparation {
        void on(Running running) throws IOException;
    }
}
