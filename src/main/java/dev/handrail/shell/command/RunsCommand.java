package dev.handrail.shell.command;

import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code runs}: every run, newest first. */
@picocli.CommandLine.Command
final class RunsCommand implements Command {
    @Override
    public ExitCode run(Session session) {
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
