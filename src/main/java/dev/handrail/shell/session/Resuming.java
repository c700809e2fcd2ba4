package dev.handrail.shell.session;

import dev.handrail.dsl.Mode;
import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Anchors;
import dev.handrail.run.Ending;
import dev.handrail.run.Needs;
import dev.handrail.run.Opening;
import dev.handrail.run.Pauses;
import dev.handrail.run.Runner;
import dev.handrail.run.Selection;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Settings;
import dev.handrail.shell.help.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Goes on with a run that was opened earlier: forward, back, or to its end as it is. */
public record Resuming(Session session, Request request) {
    /** Goes forward where it stopped. */
    public ExitCode forward(Runs.Run run) {
        if (!run.open()) {
            return told(run);
        }
        Selection selection = selection(run.state().started().selection());
        return again(
                run,
                "resume",
                (stage, runbook) -> needs(stage).forward(left(run, selection.of(runbook))),
                runner -> runner.resume(selection));
    }

    /** Takes back what was done, down to {@code to}, or by a recovery. */
    public ExitCode back(Runs.Run run, @Nullable String to, @Nullable String by) {
        boolean nothing = run.state().steps().stream().noneMatch(step -> step.hasWork());
        if (!run.open() && nothing) {
            return told(run);
        }
        return again(
                run,
                "rollback",
                (stage, runbook) -> backNeeds(run, stage, runbook, to, by),
                runner -> runner.back(to, by));
    }

    /** Closes it as it is. */
    public ExitCode abandon(Runs.Run run, String reason) {
        return run.open()
                ? again(run, "abandon", (stage, runbook) -> List.of(), runner -> runner.abandon(reason))
                : told(run);
    }

    /** A run that was asked for by its key once more. */
    ExitCode keyed(Runs.Run run, Runbook runbook) {
        if (!run.state().started().runbook().equals(runbook.name())) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "the key " + run.id() + " belongs to a run of "
                            + run.state().started().runbook(),
                    "--id " + run.id(),
                    "",
                    "use another key for this runbook");
        }
        session.console().say("The key " + run.id() + " is that of a run: it goes on instead of starting again.");
        return forward(run);
    }

    private ExitCode told(Runs.Run run) {
        session.console()
                .say("Nothing is left to do in run " + run.id() + ": "
                        + run.state().ending() + ".");
        int exit = run.state().exit();
        for (ExitCode code : ExitCode.values()) {
            if (code.status() == exit) {
                return code;
            }
        }
        return ExitCode.DONE;
    }

    /** Which answers are missing, worked out with the targets at hand. */
    private interface Missing {
        List<dev.handrail.run.Need> of(Stage stage, Runbook runbook);
    }

    private ExitCode again(Runs.Run run, String command, Missing missing, Function<Runner, Ending> work) {
        Journal.require(run.folder());
        Event.RunStarted started = run.state().started();
        Runbook runbook = reload(started);
        new Named(runbook).require(request.named());
        try (Stage stage = new Stage(session, runbook, environment(started), run.id())) {
            Conduct conduct = new Conduct(session, stage, request);
            if (!conduct.attended()) {
                Needs.require(missing.of(stage, runbook));
            }
            boolean closing = command.equals("abandon");
            List<String> changed = closing ? List.of() : differences(stage, started, runbook);
            Opening.accept(conduct.operator(), run.id(), changed);
            Guard.Holder holder = new Guard.Holder(
                    run.id(),
                    runbook.name(),
                    conduct.operator().name(),
                    session.host(),
                    run.state().startedAt().toString());
            if (!closing) {
                new Taking(stage.guard(), request.waitLock(), Pauses.REAL, session.console()::say)
                        .take(Opening.changed(runbook), holder);
                Anchors.require(
                        stage.guard(),
                        Opening.changed(runbook),
                        run.id(),
                        run.folder().resolve(Journal.FILE));
            }
            Journal journal = Journal.reopen(
                    run.folder(), run.id(), Clock.systemUTC(), session.console().redactor());
            return conduct.conduct(journal, runner -> {
                Opening.again(
                        journal,
                        new Event.RunResumed(holder.operator(), holder.host(), Version.number(), command, changed));
                return work.apply(runner);
            });
        }
    }

    private Runbook reload(Event.RunStarted started) {
        if (!session.options().inputs().isEmpty()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "a run keeps the inputs that it was started with",
                    "--set",
                    "",
                    "leave --set out, or start another run");
        }
        return session.books()
                .loader()
                .load(Path.of(started.file()), started.inputs(), Mode.RUN)
                .runbook();
    }

    private Environment environment(Event.RunStarted started) {
        String named = session.options().environment();
        if (named != null && !named.equals(started.environment())) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the run was started on " + started.environment() + ", not on " + named,
                    "--env " + named,
                    "a run stays where it was started",
                    "leave --env out");
        }
        if (started.environment().equals(Settings.ADHOC)
                && session.options().bindings().none()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the run's targets were bound by options, which are not kept",
                    "",
                    "passwords may be in them",
                    "give the same --database, --cache, --service and --metrics again");
        }
        boolean adhoc = started.environment().equals(Settings.ADHOC);
        return session.settings().environment(adhoc ? null : started.environment());
    }

    private static List<String> differences(Stage stage, Event.RunStarted started, Runbook runbook) {
        Map<String, String> now =
                new Preflight(stage).identities(runbook.steps().toList());
        return Opening.differences(started, runbook, now);
    }

    private Needs needs(Stage stage) {
        Environment environment = stage.environment();
        return new Needs(environment.name(), stage.targets(), request.answers(), environment.guarded());
    }

    private List<dev.handrail.run.Need> backNeeds(
            Runs.Run run, Stage stage, Runbook runbook, @Nullable String to, @Nullable String by) {
        if (by == null) {
            return needs(stage).back(Runner.toTakeBack(runbook, run.state(), to));
        }
        return runbook.recoveries().stream()
                .filter(recovery -> recovery.id().equals(by))
                .findFirst()
                .map(recovery -> needs(stage).forward(recovery.steps()))
                .orElse(List.of());
    }

    private static List<Step> left(Runs.Run run, List<Step> steps) {
        RunState state = run.state();
        return steps.stream().filter(step -> !state.step(step.id()).settled()).toList();
    }

    /** What was selected then, unless something is selected now; where it stopped before is no bound any more. */
    private Selection selection(Map<String, String> then) {
        Selection now = request.selection();
        boolean given = now.from() != null || now.until() != null || now.only() != null;
        return given ? now : new Selection(then.get("from"), null, then.get("only"));
    }
}
