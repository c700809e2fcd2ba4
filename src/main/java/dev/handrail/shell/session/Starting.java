package dev.handrail.shell.session;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Anchors;
import dev.handrail.run.Differences;
import dev.handrail.run.FollowUps;
import dev.handrail.run.Needs;
import dev.handrail.run.Opening;
import dev.handrail.run.Pauses;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Home;
import dev.handrail.shell.help.Version;
import dev.handrail.text.Redactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts a run. Nothing is opened before every answer is there, every target reached and every lock taken.
 *
 * @param plan null where it is not held to one
 */
public record Starting(
        Session session, Request request, @Nullable FromPlan plan) {
    /** @throws dev.handrail.problem.Problem where it can't be started; then no run was opened */
    public ExitCode start(Runbook runbook) {
        request.selection().of(runbook);
        new Named(runbook).require(request.named());
        Home home = session.home().open();
        String key = request.key();
        if (key == null) {
            String id = RunIds.fresh(home, LocalDate.now(Clock.systemDefaultZone()));
            return opened(runbook, home.run(id), id).orElseThrow();
        }
        Keyed keyed = new Keyed(session, request, key, plan);
        String environment = environment().name();
        Path folder = home.run(key);
        boolean waited = false;
        while (true) {
            Optional<ExitCode> end =
                    keyed.known(folder, runbook, environment, waited).or(() -> opened(runbook, folder, key));
            if (end.isPresent()) {
                return end.get();
            }
            waited = true;
        }
    }

    private Environment environment() {
        return plan == null ? session.environment() : plan.environment();
    }

    /** Runs it; empty where another process began the run with this key meanwhile. */
    private Optional<ExitCode> opened(Runbook runbook, Path folder, String id) {
        Journal.require(folder);
        List<Step> steps = request.selection().of(runbook);
        Environment given = environment();
        if (plan != null) {
            new Spent(session, plan.plan()).require(id);
        }
        try (Stage stage = new Stage(session, runbook, given, id)) {
            Conduct conduct = new Conduct(session, stage, request);
            if (!conduct.attended()) {
                FollowUps atOnce = FollowUps.ofNew(
                        runbook, request.selection(), Clock.systemUTC().instant());
                Needs.require(new Needs(given.name(), stage.targets(), request.answers(), given.guarded())
                        .forward(steps.stream().filter(atOnce::begins).toList()));
            }
            Map<String, String> identities = new Preflight(stage).identities(steps);
            Guard.Holder holder = new Guard.Holder(
                    id,
                    runbook.name(),
                    conduct.operator().name(),
                    session.host(),
                    Clock.systemUTC().instant().toString());
            OpenRun open = new OpenRun(session, runbook.file().toString(), given.name());
            new Taking(stage.guard(), request.waitLock(), Pauses.REAL, session::say, open::remedy)
                    .take(Opening.changed(runbook), holder);
            if (begun(folder, id)) {
                return Optional.empty();
            }
            Anchors.unused(stage.guard(), Opening.changed(runbook), id, folder);
            if (plan != null) {
                plan.unchanged(stage, id);
                new Spent(session, plan.plan()).by(id);
            }
            return journal(folder, id)
                    .map(journal -> conduct.conduct(journal, runner -> {
                        Opening.begin(journal, started(runbook, stage.environment(), identities, holder));
                        return runner.forward(request.selection());
                    }));
        }
    }

    private boolean begun(Path folder, String id) {
        return Files.exists(folder.resolve(Journal.FILE))
                && session.runs().find(id).state().isStarted();
    }

    /** A journal without a record; empty where another process has it, or has begun it. */
    private Optional<Journal> journal(Path folder, String id) {
        Redactor redactor = session.console().redactor();
        boolean there = Files.exists(folder.resolve(Journal.FILE));
        try {
            Journal journal = there
                    ? Journal.reopen(folder, id, Clock.systemUTC(), redactor)
                    : Journal.create(folder, id, Clock.systemUTC(), redactor);
            if (!journal.state().isStarted()) {
                return Optional.of(journal);
            }
            journal.close();
            return Optional.empty();
        } catch (Problem problem) {
            boolean made = !there && Files.exists(folder.resolve(Journal.FILE));
            if (made || problem.exitCode() == ExitCode.HELD) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    private Event.RunStarted started(
            Runbook runbook, Environment environment, Map<String, String> identities, Guard.Holder holder) {
        session.say("Run " + holder.run() + " of " + runbook.name() + " on " + shown(environment) + " by "
                + holder.operator()
                + (plan == null ? "" : ", as the plan " + plan.plan().digest().substring(0, 12) + " says"));
        return new Event.RunStarted(
                runbook.name(),
                runbook.title(),
                runbook.file().toAbsolutePath().normalize().toString(),
                runbook.digest(),
                runbook.files(),
                environment.name(),
                identities,
                Differences.inputs(runbook),
                request.selection().shown(),
                holder.operator(),
                holder.host(),
                Version.number(),
                request.labels().isEmpty() ? null : request.labels(),
                plan == null ? null : plan.kept());
    }

    /** The environment in words, so that production is never taken for anything else. */
    static String shown(Environment environment) {
        return environment.guarded()
                ? environment.name().toUpperCase(java.util.Locale.ROOT) + " (protected)"
                : environment.name();
    }
}
