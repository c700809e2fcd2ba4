package dev.handrail.target.host;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Started;
import dev.handrail.text.Redactor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one program and compares its exit status. */
public final class ProcessPerformer {
    private final Workplace workplace;
    private final Redactor redactor;

    public ProcessPerformer(Workplace workplace, Redactor redactor) {
        this.workplace = workplace;
        this.redactor = redactor;
    }

    /**
     * Performs it. What it says goes to {@link Execution#said} and to a log of its own; secrets reach it through its
     * environment and its input alone.
     *
     * @throws EffectFailure failed where it ended with another status; unknown where it was ended early, because
     *     nobody can tell how far it had come
     */
    public Outcome perform(Process effect, Execution execution) {
        Marker marker = Marker.of(execution);
        Call call = workplace
                .call(effect.argv(), effect.environment(), effect.directory(), effect.input(), execution.values())
                .with(marker.environment());
        call.path().require(call.argv().get(0), call.directory());
        Running running = new Running();
        execution.onCancel(running::cancel);
        try (ProgramLog log = ProgramLog.open(execution, redactor)) {
            execution.started(Map.of("program", effect.argv().get(0).show(), "log", log.name()));
            Captured captured = new Captured();
            Child child = running.start(
                    () -> Child.start(call, Output.lines(log::line).and(captured), Output.lines(log::line)));
            int exit = exit(child, effect, log);
            return new ProcessEnd(effect, execution, log, captured).judge(exit);
        }
    }

    private static int exit(Child child, Process effect, ProgramLog log) {
        try {
            return child.await();
        } catch (InterruptedException e) {
            child.cancel();
            Thread.currentThread().interrupt();
            throw EffectFailure.unknown(
                    effect.argv().get(0).show() + " was ended before it was done",
                    "",
                    log.last(),
                    "look at what it changes, then resume and say whether it was done");
        }
    }

    /** A program leaves no proof; but it may still be at work. */
    public Finding establish(Started started) {
        List<Long> pids = Marker.of(started).running();
        String log = started.facts().getOrDefault("log", "");
        String evidence = pids.isEmpty()
                ? "it runs no more" + (log.isEmpty() ? "" : "; what it said is in logs/" + log)
                : "it is still running, process " + pids.get(0) + "; wait for it or end it, then look again";
        return new Finding(Finding.Verdict.UNKNOWN, evidence);
    }

    /** The child, once there is one: a cancel may come before it is started. */
    private static final class Running {
        private @Nullable Child child;
        private boolean cancelled;

        synchronized Child start(java.util.function.Supplier<Child> starting) {
            if (cancelled) {
                throw EffectFailure.cancelled("the program was not started");
            }
            child = starting.get();
            return child;
        }

        synchronized void cancel() {
            cancelled = true;
            if (child != null) {
                child.cancel();
            }
        }
    }
}
