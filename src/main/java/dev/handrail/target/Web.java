package dev.handrail.target;

import dev.handrail.target.web.HttpTarget;
import dev.handrail.target.web.Prometheus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services and metrics of a run, each made when it is first asked for. */
final class Web {
    private final Bindings bindings;
    private final Map<String, HttpTarget> services = new ConcurrentHashMap<>();
    private final Map<String, Prometheus> metrics = new ConcurrentHashMap<>();

    Web(Bindings bindings) {
        this.bindings = bindings;
    }

    HttpTarget service(String name) {
        return services.computeIfAbsent(name, n -> HttpTarget.at(n, bindings.service(n)));
    }

    Prometheus metrics(String name) {
        return metrics.computeIfAbsent(name, n -> Prometheus.at(n, bindings.metrics(n)));
    }
}
