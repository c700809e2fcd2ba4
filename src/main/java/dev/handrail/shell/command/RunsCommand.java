package dev.handrail.shell.command;

import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.session.Pruning;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs}: every run, newest first; {@code runs prune} removes those that nobody needs any more. */
@picocli.CommandLine.Command
final class RunsCommand implements Command {
    /** On such a screen nothing would be left for how a run ended. */
    private static final int NARROW = 70;

    @Parameters(arity = "0..1", paramLabel = "prune", description = "removes old runs; see --keep")
    @Nullable
    String what;

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description = "with prune: how long a run that is over stays, e.g. 90d")
    @Nullable
    String keep;

    @Option(names = "--dry-run", description = "with prune: only tells what would be removed")
    boolean dry;

    @Override
    public ExitCode run(Session session) {
        if (what != null) {
            Written.word("runs", what, Map.of("prune", "prune"));
            if (keep == null) {
                throw Written.wrong("it is not said how long runs stay", "runs prune", "", "write e.g. --keep 90d");
            }
            Duration stays = Objects.requireNonNull(Written.duration("--keep", keep));
            return new Pruning(session, stays, dry).prune(Clock.systemUTC().instant());
        }
        if (keep != null || dry) {
            throw Written.wrong(
                    "--keep and --dry-run belong to prune", "runs", "", "write: handrail runs prune --keep 90d");
        }
        List<Runs.Run> runs = session.runs().all();
        Console console = session.console();
        session.runs()
                .unreadable()
                .forEach((run, problem) -> console.say(
                        "warning: run " + run + " is left out: " + problem.what() + "; see: handrail verify " + run));
        if (console.json()) {
            runs.forEach(run -> console.record(record(run)));
            return ExitCode.DONE;
        }
        if (runs.isEmpty()) {
            console.say("There is no run yet. Start one: handrail run getting-started");
            return ExitCode.DONE;
        }
        if (session.width() < NARROW) {
            Table few = new Table("RUN", "RUNBOOK", "STATE");
            runs.forEach(run -> few.row(run.id(), run.state().started().runbook(), Standing.of(run)));
            few.lines(session.width()).forEach(console::data);
            return ExitCode.DONE;
        }
        Table table = new Table("RUN", "RUNBOOK", "ENVIRONMENT", "STARTED", "BY", "STATE");
        runs.forEach(run -> table.row(
                run.id(),
                run.state().started().runbook(),
                run.state().started().environment(),
                Standing.moment(run.state().startedAt()),
                run.state().started().operator(),
                Standing.of(run)));
        table.lines(session.width()).forEach(console::data);
        return ExitCode.DONE;
    }

    private static Map<String, Object> record(Runs.Run run) {
        RunState state = run.state();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", run.id());
        fields.put("runbook", state.started().runbook());
        fields.put("environment", state.started().environment());
        fields.put("startedAt", state.startedAt());
        fields.put("lastAt", state.lastAt());
        fields.put("operator", state.started().operator());
        fields.put("standing", state.standing().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("ending", state.ending());
        fields.put("exit", state.exit());
        fields.put("next", state.next());
        return fields;
    }
}
