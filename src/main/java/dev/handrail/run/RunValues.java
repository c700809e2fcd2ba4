package dev.handrail.run;

import dev.handrail.journal.RunState;
import dev.handrail.text.Secret;
import dev.handrail.text.Values;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What late values are filled in from: the run's own results, and the environment's secrets.
 *
 * @param present the present run's state; empty while only planning
 * @param secrets by name, likewise {@code urls} by declared database
 */
public record RunValues(
        String runId,
        Supplier<Optional<RunState>> present,
        Memory memory,
        Function<String, Secret> secrets,
        Function<String, Secret> urls)
        implements Values {
    @Override
    public Optional<String> captured(String step, String name) {
        Optional<String> kept = present.get().flatMap(state -> state.result(step, name));
        return kept.isPresent() ? kept : memory.value(step, name);
    }

    @Override
    public Secret secret(String name) {
        return secrets.apply(name);
    }

    @Override
    public String startedAt() {
        return present.get().map(state -> state.startedAt().toString()).orElse("<start of the run>");
    }

    @Override
    public Secret url(String database) {
        return urls.apply(database);
    }
}
