package dev.handrail.runbook;

import dev.handrail.text.Values;
import java.time.Clock;

/** The targets of a run by the names that the runbook gives them: what exists, seen without changing it. */
public interface Targets {
    /** @throws dev.handrail.problem.Problem exit 7 where it can't be reached */
    Database database(String name);

    Cache cache(String name);

    Service service(String name);

    Metrics metrics(String name);

    Host host();

    Values values();

    /** Time for people and for bounds that depend on the date. */
    Clock clock();

    History history();
}
