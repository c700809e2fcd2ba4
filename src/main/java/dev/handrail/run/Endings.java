package dev.handrail.run;

import dev.handrail.journal.Due;
import dev.handrail.journal.Event;
import dev.handrail.journal.StepState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a run ends or pauses: on record, with what goes on from there. */
final class Endings {
    private final RunContext context;
    private final Site site;

    Endings(RunContext context) {
        this.context = context;
        this.site = new Site(context);
    }

    /** Once a run: what its targets were before the first step. */
    void seenAtStart() {
        boolean fresh = context.state().steps().isEmpty();
        if (fresh) {
            seen("start");
        }
    }

    /** @param later what is due later; the targets are given free all the same */
    Ending done(List<Due> later) {
        String why = later.isEmpty()
                ? ""
                : "due later: " + later.stream().map(Due::section).collect(Collectors.joining(", "));
        seen("end");
        context.guard().release(context.journal().run());
        return closed("done", ExitCode.DONE, why, null, later);
    }

    Ending abandoned(String reason) {
        unseen();
        String why = reason;
        try {
            context.guard().release(context.journal().run());
        } catch (Problem unreachable) {
            why = reason + "; the target still has the note of this run: " + unreachable.what();
        }
        boolean done = !context.state().due().isEmpty() && !FollowUps.begun(context.runbook(), context.state());
        return done
                ? closed("done", ExitCode.DONE, "what was due later is given up: " + why, null, List.of())
                : closed("abandoned", ExitCode.DONE, why, null, List.of());
    }

    /** Nobody comes back to a run that is closed: what was begun and not seen to its end is told of its step now. */
    private void unseen() {
        for (StepState step : context.state().unknown()) {
            List<Event.EffectStarted> begun = step.unknown().stream()
                    .filter(effect -> !effect.semantics().equals("reads"))
                    .toList();
            if (!begun.isEmpty() && !step.state().equals("unknown")) {
                Event.EffectStarted last = begun.get(begun.size() - 1);
                String why = "the run was abandoned, and nobody saw how a " + last.kind() + " ended";
                context.journal()
                        .append(
                                new Event.StepFinished(
                                        step.id(), last.phase(), last.attempt(), "unknown", why, null, null, 0),
                                false);
            }
        }
    }

    Ending stoppedBefore(String until) {
        return pausedWith(ExitCode.DONE, "stopped before " + until, null);
    }

    Ending paused(StepEnd end) {
        return pausedWith(end.exit(), end.why(), end.problem());
    }

    /** @param because the failure for which it was gone back; empty where there was none */
    Ending stoppedGoingBack(StepEnd end, String because) {
        if (because.isEmpty() || end.exit() != ExitCode.ROLLBACK_FAILED) {
            return paused(end);
        }
        String why = "going back failed: " + end.why() + "; it went back because: " + because;
        Problem problem = new Problem(
                ExitCode.ROLLBACK_FAILED,
                "going back failed: " + end.why(),
                end.problem() == null ? "" : end.problem().where(),
                "it went back because: " + because,
                end.problem() == null
                        ? "try again with: " + context.command("rollback")
                        : end.problem().remedy());
        return pausedWith(ExitCode.ROLLBACK_FAILED, why, problem);
    }

    Ending takenBackTo(String to, List<String> stays) {
        return pausedWith(ExitCode.DONE, "taken back to " + to + (stays.isEmpty() ? "" : "; " + staying(stays)), null);
    }

    /** @param all false where a change of ours stays in place */
    Ending takenBack(@Nullable StepEnd failure, List<String> stays, boolean all) {
        ExitCode exit = failure == null ? ExitCode.DONE : all ? ExitCode.TAKEN_BACK : ExitCode.FAILED;
        String left = staying(stays);
        String why = failure == null ? left : left.isEmpty() ? failure.why() : failure.why() + "; " + left;
        return finished("taken-back", exit, why, failure == null ? null : failure.problem());
    }

    private static String staying(List<String> stays) {
        return stays.isEmpty() ? "" : "stays as it is: " + String.join(", ", stays);
    }

    private Ending finished(String state, ExitCode exit, String why, @Nullable Problem problem) {
        seen("end");
        context.guard().release(context.journal().run());
        return closed(state, exit, why, problem, List.of());
    }

    /** From now on its backups may go when they are past what is kept. */
    private void over() {
        Set<String> backups = context.state().backups();
        if (!backups.isEmpty()) {
            context.guard().over(context.journal().run(), backups);
        }
    }

    private Ending closed(String state, ExitCode exit, String why, @Nullable Problem problem, List<Due> later) {
        boolean maintenance = context.state().windowOpenedAt().isPresent();
        List<String> next = new ArrayList<>();
        if (!later.isEmpty()) {
            next.add(context.command("resume"));
        }
        if (state.equals("done")) {
            next.add("handrail report " + context.journal().run());
        }
        context.journal().append(new Event.RunFinished(state, exit.status(), why, next, maintenance).with(later), true);
        if (later.isEmpty()) {
            over(); // once it is on record: a run that is still open may need them
        }
        return new Ending(exit, true, state, why, problem, next, site.standing());
    }

    private Ending pausedWith(ExitCode exit, String why, @Nullable Problem problem) {
        List<String> next = new ArrayList<>();
        next.add(context.command("resume"));
        boolean anyWork = context.state().steps().stream().anyMatch(s -> s.hasWork());
        if (anyWork) {
            next.add(context.command("rollback"));
        }
        boolean maintenance = context.state().windowOpenedAt().isPresent();
        new Inbox(context.journal().folder()).leftInto(context.journal());
        context.journal().append(new Event.RunPaused(exit.status(), why, next, maintenance), true);
        return new Ending(exit, false, "paused", why, problem, next, site.standing());
    }

    /** Puts on record what the report tells of the targets: identity and size. What can't be read is left out. */
    private void seen(String moment) {
        for (TargetRef target : context.runbook().targets()) {
            try {
                Map<String, String> facts = facts(target);
                if (!facts.isEmpty()) {
                    context.journal().append(new Event.TargetSeen(target.toString(), moment, facts), false);
                }
            } catch (Problem unreachable) {
                // a target that is gone at the end must not hide how the run ended
            }
        }
    }

    private Map<String, String> facts(TargetRef target) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (target.kind() == TargetKind.DATABASE) {
            Database database = context.targets().database(target.name());
            Database.Identity at = database.identity();
            facts.put("name", at.database());
            facts.put("server", at.host() + ":" + at.port());
            facts.put("version", "PostgreSQL " + at.version());
            facts.put("system", at.system());
            Object bytes = database.catalog(
                            "select pg_catalog.pg_database_size(pg_catalog.current_database()) as bytes", Map.of())
                    .get(0)
                    .get("bytes");
            facts.put("bytes", String.valueOf(bytes));
        } else if (target.kind() == TargetKind.CACHE) {
            var at = context.targets().cache(target.name()).identity();
            facts.put("server", at.host() + ":" + at.port() + "/" + at.number());
            facts.put("version", "Redis " + at.version());
        }
        return facts;
    }
}
