package dev.handrail.target.host;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Process;
import dev.handrail.runbook.Started;
import dev.handrail.text.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one program for an effect: on record before it starts, what it says shown and kept, ended when that is asked
 * for, its exit status written down where handrail does not live to see it.
 */
public record Errand(Workplace workplace, Redactor redactor) {
    /**
     * How a program ended.
     *
     * @param log the name of the file, in the run's logs, that has all it said
     * @param last the last lines it said, secrets masked
     */
    public record End(int exit, String log, String last) {}

    /**
     * @param more what else goes on record with its start
     * @param environment what it finds in its environment where neither the author nor handrail's own says otherwise
     * @param copy takes what it writes to its standard output, too
     * @throws EffectFailure unknown where this thread was interrupted, cancelled where its end was asked for before
     */
    public End run(
            Process program,
            Execution execution,
            Map<String, String> more,
            Map<String, String> environment,
            Output copy) {
        Call call = workplace
                .call(program.argv(), program.environment(), program.directory(), program.input(), execution.values())
                .unless(environment)
                .with(Marker.of(execution).environment());
        call.path().require(call.argv().get(0), call.directory());
        Running running = new Running();
        execution.onCancel(running::cancel);
        try (ProgramLog log = ProgramLog.open(execution, redactor)) {
            ExitNote note = log.exitNote();
            execution.started(facts(program, log, note, more));
            Child child = running.start(
                    () -> Child.start(call.noted(note), Output.lines(log::line).and(copy), Output.lines(log::line)));
            return new End(exit(child, program, log), log.name(), log.last());
        }
    }

    private static Map<String, String> facts(Process program, ProgramLog log, ExitNote note, Map<String, String> more) {
        Map<String, String> facts = new LinkedHashMap<>(note.facts());
        facts.put("program", program.argv().get(0).show());
        facts.put("log", log.name());
        facts.putAll(more);
        return facts;
    }

    private static int exit(Child child, Process program, ProgramLog log) {
        try {
            return child.await();
        } catch (InterruptedException e) {
            child.cancel();
            Thread.currentThread().interrupt();
            throw EffectFailure.unknown(
                    program.argv().get(0).show() + " was ended before it was done",
                    "",
                    log.last(),
                    "look at what it changes, then resume and say whether it was done");
        }
    }

    /** The processes that an effect started and that run still, on this machine. */
    public static List<Long> running(Started started) {
        return Marker.of(started).running();
    }

    /** The exit status that was written down; empty where none was. */
    public static Optional<Integer> exit(Started started) {
        return ExitNote.of(started).flatMap(ExitNote::read);
    }

    /** The child, once there is one: a cancel may come before it is started. */
    private static final class Running {
        private @Nullable Child child;
        private boolean cancelled;

        synchronized Child start(Supplier<Child> starting) {
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
