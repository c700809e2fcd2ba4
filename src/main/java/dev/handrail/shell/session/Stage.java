package dev.handrail.shell.session;

import dev.handrail.journal.Journal;
import dev.handrail.journal.RunState;
import dev.handrail.run.Memory;
import dev.handrail.run.RunHistory;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Performer;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Targets;
import dev.handrail.sandbox.Sandbox;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Home;
import dev.handrail.target.Preflight;
import dev.handrail.target.Reach;
import dev.handrail.target.Results;
import dev.handrail.target.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One runbook in one environment, its targets within reach: what a plan needs and, with a journal, a run. */
public final class Stage implements AutoCloseable {
    /** Stands for the run's id where a runbook is only planned. */
    static final String PLAN = "plan";

    private final Runbook runbook;
    private final Environment environment;
    private final @Nullable Sandbox sandbox;
    /** The run's id before there is a run: names that are made from it show that. */
    static final String NO_RUN = "<run id>";

    private final Reach reach;
    private final Memory memory = new Memory();
    private @Nullable Journal journal;

    /**
     * Binds the targets; starts the sandbox's servers where the environment is the sandbox. Connects to nothing.
     *
     * @param run the run's id; {@link #PLAN} where there is none
     */
    public Stage(Session session, Runbook runbook, Environment given, String run) {
        Home home = session.home();
        this.runbook = runbook;
        if (given.sandbox()) {
            sandbox = Sandbox.of(home.open(), text -> session.console().say(text));
            environment = sandbox.environmentFor(runbook, given);
        } else {
            sandbox = null;
            environment = given;
        }
        Path programs = given.sandbox() ? Sandbox.programs(runbook).orElse(null) : null;
        Scope scope = new Scope(environment, runbook.targets(), runbook.folder(), programs, home.root(), run);
        RunHistory history = new RunHistory(this::state, session.runs(), runbook.name(), runbook.files());
        reach = new Reach(
                scope,
                new OwnResults(run.equals(PLAN) ? NO_RUN : run),
                history,
                Clock.systemUTC(),
                session.console().redactor());
    }

    /** Where a runbook is only looked at. */
    public static Stage planning(Session session, Runbook runbook) {
        return new Stage(session, runbook, session.environment(), PLAN);
    }

    public Runbook runbook() {
        return runbook;
    }

    public Environment environment() {
        return environment;
    }

    public Targets targets() {
        return reach.targets();
    }

    public Performer performer() {
        return reach.performer();
    }

    public Guard guard() {
        return reach.guard();
    }

    Preflight preflight() {
        return reach.preflight();
    }

    /** Ends, from another thread, what targets are just asked. */
    void endQuestions() {
        reach.endQuestions();
    }

    public Memory memory() {
        return memory;
    }

    /** From now on results are those of this run. */
    void writes(Journal opened) {
        journal = opened;
    }

    private Optional<RunState> state() {
        return Optional.ofNullable(journal).map(Journal::state);
    }

    @Override
    public void close() {
        try {
            reach.close();
        } finally {
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }

    private final class OwnResults implements Results {
        private final String run;

        OwnResults(String run) {
            this.run = run;
        }

        @Override
        public Optional<String> captured(String step, String name) {
            Optional<String> kept = state().flatMap(state -> state.result(step, name));
            return kept.isPresent() ? kept : memory.value(step, name);
        }

        @Override
        public String runId() {
            return run;
        }

        @Override
        public String startedAt() {
            return state().map(state -> state.startedAt().toString()).orElse("<start of the run>");
        }
    }
}
