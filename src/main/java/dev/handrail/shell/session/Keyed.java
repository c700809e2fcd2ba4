package dev.handrail.shell.session;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Differences;
import dev.handrail.run.Pauses;
import dev.handrail.runbook.Runbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that is asked for by a key of the caller's: the same key is the same run, however often and from however many
 * processes it is asked for.
 */
record Keyed(
        Session session,
        Request request,
        String key,
        @Nullable FromPlan plan) {
    private static final Duration LOOK = Duration.ofMillis(250);

    /**
     * How the run with the key ended or goes on; empty where there is none yet. Who waited for another process gets
     * what that one came to, and does not try again what just failed.
     *
     * @param waited true where another process had it meanwhile
     * @throws Problem exit 5 where it is at work, exit 4 where the key belongs to something else
     */
    Optional<ExitCode> known(Path folder, Runbook runbook, String environment, boolean waited) {
        if (!Files.exists(folder.resolve(Journal.FILE))) {
            return Optional.empty();
        }
        boolean meanwhile = await(folder) || waited;
        if (!begun()) {
            return Optional.empty(); // whoever made the journal died before its first record
        }
        Runs.Run run = session.runs().find(key);
        same(run.state(), runbook, environment);
        Resuming resuming = new Resuming(session, request);
        if (meanwhile && run.state().standing() == RunState.Standing.PAUSED) {
            return Optional.of(resuming.told(key, run.state()));
        }
        if (run.open()) {
            session.console().say("The key " + key + " is that of a run: it goes on instead of starting again.");
        }
        return Optional.of(resuming.forward(run));
    }

    /** True where its journal has a first record. */
    boolean begun() {
        return session.runs().find(key).state().isStarted();
    }

    /** True where it had to wait. */
    private boolean await(Path folder) {
        long begin = Pauses.REAL.nanos();
        boolean told = false;
        while (Journal.isHeld(folder)) {
            Duration limit = request.waitLock();
            if (limit == null || Pauses.REAL.millisSince(begin) >= limit.toMillis()) {
                throw new Problem(
                        ExitCode.HELD,
                        "run " + key + " is at work in another process",
                        folder.toString(),
                        "the same --id is the same run",
                        "wait for it (--wait-lock 10m tells its result), or look with: handrail status " + key
                                + " --follow");
            }
            if (!told) {
                session.console().say("waiting: run " + key + " is at work in another process");
                told = true;
            }
            Pauses.REAL.pause(LOOK);
        }
        return told;
    }

    private void same(RunState state, Runbook runbook, String environment) {
        Event.RunStarted started = state.started();
        List<String> what = new ArrayList<>();
        differs(what, "runbook", started.runbook(), runbook.name());
        differs(what, "environment", started.environment(), environment);
        differs(
                what,
                "plan",
                seal(started.plan()),
                plan == null ? "" : plan.plan().seal());
        if (what.isEmpty()) {
            Map<String, String> now = Differences.inputs(runbook);
            started.inputs().forEach((name, value) -> differs(what, "input " + name, value, now.get(name)));
            now.keySet().stream()
                    .filter(name -> !started.inputs().containsKey(name))
                    .forEach(name -> differs(what, "input " + name, "", now.get(name)));
        }
        if (!what.isEmpty()) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "the key " + key + " belongs to another run",
                    String.join("\n", what),
                    "the same --id is the same run: what it does can't change",
                    "use another key, or start it with the same runbook, inputs and environment");
        }
    }

    private static String seal(@Nullable Map<String, Object> held) {
        return held == null ? "" : String.valueOf(held.get("file"));
    }

    private static void differs(List<String> what, String name, String then, @Nullable String now) {
        if (!then.equals(now)) {
            what.add(name + " was '" + then + "', is '" + (now == null ? "" : now) + "'");
        }
    }
}
