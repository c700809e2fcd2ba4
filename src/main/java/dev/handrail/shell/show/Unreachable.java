package dev.handrail.shell.show;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
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
    private static Problem problem() {
        return new Problem(ExitCode.UNREACHABLE, "nothing is contacted", "", "", "see: handrail plan");
    }

    @Override
    public Database database(String name) {
        throw problem();
    }

    @Override
    public Cache cache(String name) {
        throw problem();
    }

    @Override
    public Service service(String name) {
        throw problem();
    }

    @Override
    public Metrics metrics(String name) {
        throw problem();
    }

    @Override
    public Host host() {
        throw problem();
    }

    @Override
    public Values values() {
        throw problem();
    }

    @Override
    public Clock clock() {
        throw problem();
    }

    @Override
    public History history() {
        throw problem();
    }
}
