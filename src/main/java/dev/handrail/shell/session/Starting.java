package dev.handrail.shell.session;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.problem.ExitCode;
import dev.handrail.run.Anchors;
import dev.handrail.run.Needs;
import dev.handrail.run.Opening;
import dev.handrail.run.Pauses;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Input;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Home;
import dev.handrail.shell.help.Version;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Starts a run. Nothing is opened before every answer is there, every target reached and every lock taken. */
public record Starting(Session session, Request request) {
    /** @throws dev.handrail.problem.Problem where it can't be started; then no run was opened */
    public ExitCode start(Runbook runbook) {
        List<Step> steps = request.selection().of(runbook);
        new Named(runbook).require(request.named());
        Environment given = session.environment();
        Home home = session.home().open();
        Optional<ExitCode> known = known(home, runbook);
        if (known.isPresent()) {
            return known.get();
        }
        String id = Objects.requireNonNullElseGet(request.key(), () -> RunIds.fresh(home, LocalDate.now()));
        Journal.require(home.run(id));
        try (Stage stage = new Stage(session, runbook, given, id)) {
            Conduct conduct = new Conduct(session, stage, request);
            if (!conduct.attended()) {
                Needs.require(
                        new Needs(given.name(), stage.targets(), request.answers(), given.guarded()).forward(steps));
            }
            Map<String, String> identities = new Preflight(stage).identities(steps);
            Guard.Holder holder = new Guard.Holder(
                    id,
                    runbook.name(),
                    conduct.operator().name(),
                    session.host(),
                    Clock.systemUTC().instant().toString());
            new Taking(stage.guard(), request.waitLock(), Pauses.REAL, session.console()::say)
                    .take(Opening.changed(runbook), holder);
            Anchors.unused(stage.guard(), Opening.changed(runbook), id, home.run(id));
            Journal journal = Journal.create(
                    home.run(id), id, Clock.systemUTC(), session.console().redactor());
            return conduct.conduct(journal, runner -> {
                Opening.begin(journal, started(runbook, stage.environment(), identities, holder));
                return runner.forward(request.selection());
            });
        }
    }

    /** With a key that was used before: that run goes on, or its result is told again. */
    private Optional<ExitCode> known(Home home, Runbook runbook) {
        String key = request.key();
        if (key == null || !Files.exists(home.run(key).resolve(Journal.FILE))) {
            return Optional.empty();
        }
        return Optional.of(new Resuming(session, request).keyed(session.runs().find(key), runbook));
    }

    private Event.RunStarted started(
            Runbook runbook, Environment environment, Map<String, String> identities, Guard.Holder holder) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Input input : runbook.inputs()) {
            if (input.value() != null) {
                inputs.put(input.name(), input.value());
            }
        }
        session.console()
                .say("Run " + holder.run() + " of " + runbook.name() + " on " + shown(environment) + " by "
                        + holder.operator());
        return new Event.RunStarted(
                runbook.name(),
                runbook.title(),
                runbook.file().toAbsolutePath().normalize().toString(),
                runbook.digest(),
                runbook.files(),
                environment.name(),
                identities,
                inputs,
                request.selection().shown(),
                holder.operator(),
                holder.host(),
                Version.number(),
                request.labels().isEmpty() ? null : request.labels());
    }

    /** The environment in words, so that production is never taken for anything else. */
    static String shown(Environment environment) {
        return environment.guarded()
                ? environment.name().toUpperCase(java.util.Locale.ROOT) + " (protected)"
                : environment.name();
    }
}
