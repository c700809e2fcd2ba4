package dev.handrail.shell.session;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Anchors;
import dev.handrail.run.Ending;
import dev.handrail.run.FollowUps;
import dev.handrail.run.Need;
import dev.handrail.run.Needs;
import dev.handrail.run.Opening;
import dev.handrail.run.Pauses;
import dev.handrail.run.Policy;
import dev.handrail.run.Runner;
import dev.handrail.run.Selection;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.TargetRef;
import dev.handrail.settings.Environment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a run that was opened earlier: forward, back, or to its end as it is.
 *
 * @param handed true where the run comes from a file that was handed over
 */
public record Resuming(Session session, Request request, boolean handed) {
    public Resuming(Session session, Request request) {
        this(session, request, false);
    }

    /** Which answers are missing, worked out with the targets at hand. */
    private interface Missing {
        List<Need> of(Stage stage, Runbook runbook);
    }

    /** A command on a run: what it is called on record, what it needs, and what it does. */
    private record Work(String command, Missing missing, Function<Runner, Ending> done) {}

    /** Goes forward where it stopped. */
    public ExitCode forward(Runs.Run run) {
        return forward(run, false);
    }

    /** @param early whether what is due later is done now */
    public ExitCode forward(Runs.Run run, boolean early) {
        Instant now = Clock.systemUTC().instant();
        Selection selection = selection(run.state().started().selection());
        boolean named = selection.only() != null || selection.from() != null;
        boolean later =
                !run.open() && !early && !named && run.state().due().stream().allMatch(d -> d.at().isAfter(now));
        if (run.over() || (later && request.key() != null)) {
            return told(run.id(), run.state());
        }
        if (later) {
            throw notYet(run);
        }
        Missing missing = (stage, runbook) -> {
            FollowUps due = new FollowUps(runbook, selection, run.state().due(), now, early);
            List<Step> selected = selection.of(runbook).stream()
                    .filter(step -> !run.state().step(step.id()).settled())
                    .filter(due::begins)
                    .toList();
            List<Step> taken = runbook.steps()
                    .filter(step -> selected.contains(step)
                            || run.state().step(step.id()).hasWork())
                    .toList();
            return needs(stage).forward(left(run, stage, selected, "forward"), taken);
        };
        return again(run, new Work("resume", missing, runner -> runner.resume(selection, early)));
    }

    private Problem notYet(Runs.Run run) {
        return new Problem(
                ExitCode.STOPPED,
                "nothing of run " + run.id() + " is due yet",
                Standing.due(run.state().due()),
                "",
                "resume it then, or do it now: handrail resume " + run.id()
                        + session.options().bindings().again() + " --now");
    }

    /** Takes back what was done, down to {@code to}, or by a recovery. */
    public ExitCode back(Runs.Run run, @Nullable String to, @Nullable String by) {
        boolean nothing = run.state().steps().stream().noneMatch(step -> step.hasWork());
        if (run.over() && nothing) {
            return told(run.id(), run.state());
        }
        Missing missing = (stage, runbook) -> backNeeds(run, stage, runbook, to, by);
        return again(run, new Work("rollback", missing, runner -> runner.back(to, by)));
    }

    /** Closes it as it is; of one that is closed already, the targets' note is taken away where it is still there. */
    public ExitCode abandon(Runs.Run run, String reason) {
        if (!run.over()) {
            return again(run, new Work("abandon", (stage, runbook) -> List.of(), runner -> runner.abandon(reason)));
        }
        Reloading reloading = new Reloading(session, run, request.runbook(), handed);
        try (Stage stage = new Stage(session, reloading.runbook(), reloading.environment(), run.id())) {
            stage.guard().release(run.id());
        }
        return told(run.id(), run.state());
    }

    /** Tells what a run came to, and ends as it did. */
    ExitCode told(String id, RunState state) {
        boolean paused = state.standing() == RunState.Standing.PAUSED;
        session.say(
                (paused ? "Run " + id + " is " : "Nothing is left to do in run " + id + ": ") + state.ending() + ".");
        state.next().forEach(next -> session.console().say("Next    " + next));
        if (session.console().json()) {
            List<String> lines = JournalReader.read(session.home().run(id).resolve(Journal.FILE))
                    .lines();
            session.console().recorded(lines.get(lines.size() - 1));
        }
        for (ExitCode code : ExitCode.values()) {
            if (code.status() == state.exit()) {
                return code;
            }
        }
        return ExitCode.DONE;
    }

    private ExitCode again(Runs.Run run, Work work) {
        Journal.require(run.folder());
        Reloading reloading = new Reloading(session, run, request.runbook(), handed);
        Runbook runbook = reloading.runbook();
        new Named(runbook).require(request.named());
        try (Stage stage = new Stage(session, runbook, reloading.environment(), run.id())) {
            Conduct conduct = new Conduct(session, stage, request);
            if (!conduct.attended()) {
                Needs.require(work.missing().of(stage, runbook));
            }
            boolean closing = work.command().equals("abandon");
            Guard.Holder holder = new Guard.Holder(
                    run.id(),
                    runbook.name(),
                    conduct.operator().name(),
                    session.host(),
                    run.state().startedAt().toString());
            if (!closing) {
                take(stage, run, holder);
            }
            Journal journal = Journal.reopen(
                    run.folder(), run.id(), Clock.systemUTC(), session.console().redactor());
            Optional<Event.RunResumed> resumed = opened(journal, run, stage, conduct, holder, work);
            return resumed.isEmpty()
                    ? told(run.id(), journal.state())
                    : conduct.conduct(journal, runner -> {
                        Opening.again(journal, resumed.get());
                        return work.done().apply(runner);
                    });
        }
    }

    private void take(Stage stage, Runs.Run run, Guard.Holder holder) {
        Runbook runbook = stage.runbook();
        List<TargetRef> changed = Opening.changed(runbook);
        OpenRun open = new OpenRun(
                session, runbook.file().toString(), stage.environment().name());
        new Taking(stage.guard(), request.waitLock(), Pauses.REAL, session::say, open::remedy).take(changed, holder);
        Anchors.require(stage.guard(), changed, run.id(), run.folder().resolve(Journal.FILE));
    }

    /** How it goes on; empty where another process ended it while this one waited. Closes the journal otherwise. */
    private Optional<Event.RunResumed> opened(
            Journal journal, Runs.Run run, Stage stage, Conduct conduct, Guard.Holder holder, Work work) {
        try {
            boolean ended = run.open() && journal.state().standing() == RunState.Standing.FINISHED;
            if (ended) {
                journal.close();
                return Optional.empty();
            }
            boolean closing = work.command().equals("abandon");
            boolean owned = handed || request.key() != null;
            return Optional.of(
                    closing
                            ? GoingOn.closing(holder)
                            : new GoingOn(session, stage, journal, conduct.operator(), owned)
                                    .decided(work.command(), holder));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private Needs needs(Stage stage) {
        Environment environment = stage.environment();
        return new Needs(environment.name(), stage.targets(), request.answers(), environment.guarded());
    }

    private List<Need> backNeeds(Runs.Run run, Stage stage, Runbook runbook, @Nullable String to, @Nullable String by) {
        return by == null
                ? needs(stage).back(left(run, stage, Runner.toTakeBack(runbook, run.state(), to), "rollback"))
                : runbook.recoveries().stream()
                        .filter(recovery -> recovery.id().equals(by))
                        .findFirst()
                        .map(Recovery::steps)
                        .map(steps -> needs(stage).forward(steps))
                        .orElse(List.of());
    }

    /** An outcome that is given ahead leaves nothing to ask of a step that waits for nothing else. */
    private List<Step> left(Runs.Run run, Stage stage, List<Step> steps, String phase) {
        Policy policy = new Policy(request.answers(), stage.environment().guarded());
        return steps.stream()
                .filter(step -> !policy.ends(run.state().step(step.id()), phase))
                .toList();
    }

    /** What was selected then, unless something is selected now; where it stopped before is no bound any more. */
    private Selection selection(Map<String, String> then) {
        Selection now = request.selection();
        boolean given = now.from() != null || now.until() != null || now.only() != null;
        return given ? now : new Selection(then.get("from"), null, then.get("only"));
    }
}
