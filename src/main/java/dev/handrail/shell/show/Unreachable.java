package dev.handrail.shell.show;

import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.History;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Metrics;
import dev.handrail.runbook.Service;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Values;
import java.time.Clock;

/** Targets of which none is there: an action that can plan with them shows the same work everywhere. */
record Unreachable() implements Targets {
    @Override
    public Database database(String name) {
        throw Anywhere.problem();
    }

    @Override
    public Cache cache(String name) {
        throw Anywhere.problem();
    }

    @Override
    public Service service(String name) {
        throw Anywhere.problem();
    }

    @Override
    public Metrics metrics(String name) {
        throw Anywhere.problem();
    }

    @Override
    public Host host() {
        return new Anywhere();
    }

    @Override
    public Values values() {
        return new Anywhere();
    }

    @Override
    public Clock clock() {
        throw Anywhere.problem();
    }

    @Override
    public History history() {
        throw Anywhere.problem();
    }
}
