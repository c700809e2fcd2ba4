package dev.handrail.run;

import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.journal.StepState;
import dev.handrail.runbook.History;
import dev.handrail.runbook.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this run and earlier ones did, from their journals. */
public final class RunHistory implements History {
    private final Supplier<Optional<RunState>> present;
    private final Runs runs;
    private final String runbook;
    private final Map<String, String> files;
    private @Nullable Map<String, Map<String, Measured>> measured;

    /** Where there is no runbook. */
    public RunHistory(Supplier<Optional<RunState>> present, Runs runs) {
        this(present, runs, "", Map.of());
    }

    /**
     * @param present the present run's state; called when it is asked for, since the run is opened after its targets
     * @param runbook its name
     * @param files SHA-256 by path of its script and what that names
     */
    public RunHistory(Supplier<Optional<RunState>> present, Runs runs, String runbook, Map<String, String> files) {
        this.present = present;
        this.runs = runs;
        this.runbook = runbook;
        this.files = files;
    }

    @Override
    public Optional<Duration> took(String step) {
        return present.get()
                .map(state -> state.step(step))
                .filter(StepState::settled)
                .map(state -> Duration.ofMillis(state.ms()));
    }

    @Override
    public Optional<Duration> tookBack(String step) {
        String runbook = present.get().map(state -> state.started().runbook()).orElse("");
        return runs.all().stream()
                .map(Runs.Run::state)
                .filter(state -> state.started().runbook().equals(runbook))
                .map(state -> state.step(step))
                .filter(state -> state.state().equals("rolled-back") && state.ms() > 0)
                .map(state -> Duration.ofMillis(state.ms()))
                .findFirst();
    }

    @Override
    public Map<String, Measured> measured(String step) {
        Map<String, Map<String, Measured>> read = measured;
        if (read == null) {
            read = runs.measured(runbook);
            measured = read;
        }
        return read.getOrDefault(step, Map.of());
    }

    @Override
    public Optional<Boolean> over(String run) {
        return runs.at(run).map(Runs.Run::over);
    }

    @Override
    public Optional<Instant> passedIn(String environment) {
        return runs.all().stream()
                .map(Runs.Run::state)
                .filter(state -> state.started().environment().equals(environment)
                        && state.started().runbook().equals(runbook)
                        && state.basis().files().equals(files)
                        && state.ending().equals("done"))
                .map(RunState::lastAt)
                .max(Comparator.naturalOrder());
    }
}
