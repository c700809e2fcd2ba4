package dev.handrail.target;

import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.History;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Metrics;
import dev.handrail.runbook.Service;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Secret;
import dev.handrail.text.Values;
import java.time.Clock;
import java.util.Optional;

/** The targets of a run, seen. */
record Reached(
        Databases databases,
        Caches caches,
        Web web,
        Host host,
        Bindings bindings,
        Results results,
        History history,
        Clock clock)
        implements Targets, Values {
    @Override
    public Database database(String name) {
        return databases.seen(name);
    }

    @Override
    public Cache cache(String name) {
        return caches.seen(name);
    }

    @Override
    public Service service(String name) {
        return web.service(name);
    }

    @Override
    public Metrics metrics(String name) {
        return web.metrics(name);
    }

    @Override
    public Values values() {
        return this;
    }

    @Override
    public Optional<String> captured(String step, String name) {
        return results.captured(step, name);
    }

    @Override
    public Secret secret(String name) {
        return bindings.secret(name);
    }

    @Override
    public Secret identity(String name) {
        return bindings.identity(name);
    }

    @Override
    public Optional<String> ownRecipient() {
        return bindings.ownRecipient();
    }

    @Override
    public String runId() {
        return results.runId();
    }

    @Override
    public String startedAt() {
        return results.startedAt();
    }

    @Override
    public Secret url(String database) {
        return bindings.url(database);
    }
}
