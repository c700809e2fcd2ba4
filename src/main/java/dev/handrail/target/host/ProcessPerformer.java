package dev.handrail.target.host;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Started;
import dev.handrail.text.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one program and compares its exit status. */
public final class ProcessPerformer {
    private static final String EXPECTED = "expected";
    private static final String CAPTURES = "captures";

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
            ExitNote note = log.exitNote();
            execution.started(facts(effect, log, note));
            Captured captured = new Captured();
            Child child = running.start(() ->
                    Child.start(call.noted(note), Output.lines(log::line).and(captured), Output.lines(log::line)));
            int exit = exit(child, effect, log);
            return new ProcessEnd(effect, execution, log, captured).judge(exit);
        }
    }

    private static Map<String, String> facts(Process effect, ProgramLog log, ExitNote note) {
        Map<String, String> facts = new LinkedHashMap<>(note.facts());
        facts.put("program", effect.argv().get(0).show());
        facts.put("log", log.name());
        facts.put(EXPECTED, Integer.toString(effect.expectedExit()));
        if (effect.capture() != null) {
            facts.put(CAPTURES, effect.capture());
        }
        return facts;
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

    /** The exit status that it was expected to have proves it; otherwise it may still be at work, or nobody knows. */
    public Finding establish(Started started) {
        String log = started.facts().getOrDefault("log", "");
        String said = log.isEmpty() ? "" : "; what it said is in logs/" + log;
        Optional<Integer> exit = ExitNote.of(started).flatMap(ExitNote::read);
        if (exit.isPresent()) {
            return ended(exit.get(), started.facts(), said);
        }
        List<Long> pids = Marker.of(started).running();
        return unknown(
                pids.isEmpty()
                        ? "it runs no more, and nothing wrote down its exit status" + said
                        : "it is still running, process " + pids.get(0) + "; wait for it or end it, then look again");
    }

    private static Finding ended(int exit, Map<String, String> facts, String said) {
        String ended = "it ended with exit status " + exit;
        if (!Integer.toString(exit).equals(facts.get(EXPECTED))) {
            return unknown(ended + ", expected " + facts.get(EXPECTED) + said);
        }
        String captured = facts.get(CAPTURES);
        return captured == null
                ? new Finding(Finding.Verdict.APPLIED, ended + ", as expected")
                : unknown(ended + ", but what it printed, to be kept as '" + captured + "', is lost");
    }

    private static Finding unknown(String evidence) {
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
