package dev.handrail.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. The class's name is its type in the journal: {@code StepPlanned} is {@code
 * step.planned}; the components are its fields, null ones left out.
 */
public sealed interface Event {
    /**
     * @param files SHA-256 by path of the script and what it names
     * @param targets identity by declared name, e.g. {@code database main}
     * @param inputs values in force
     * @param selection {@code from}, {@code until}, {@code only} as given
     * @param plan the plan file that the run is held to: {@code digest}, {@code file} (the digest of the file itself)
     *     and {@code steps} as {@code step.planned} has them; null: none
     */
    record RunStarted(
            String runbook,
            String title,
            String file,
            String digest,
            Map<String, String> files,
            String environment,
            Map<String, String> targets,
            Map<String, String> inputs,
            Map<String, String> selection,
            String operator,
            String host,
            String version,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, Object> plan)
            implements Event {}

    /**
     * @param changed what differs from what was planned, and was agreed to
     * @param accepted why, by kind of change; null: nothing had to be agreed to
     * @param basis what the run goes by from here; null: as before
     */
    record RunResumed(
            String operator,
            String host,
            String version,
            String command,
            List<String> changed,
            @Nullable Map<String, String> accepted,
            @Nullable Map<String, Object> basis)
            implements Event {}

    /** Whoever gets what was written to {@code file} may go on with the run. */
    record RunExported(String operator, String host, String file) implements Event {}

    record RunPaused(int exit, String why, List<String> next, boolean maintenance) implements Event {}

    /**
     * @param state {@code done}, {@code taken-back}, {@code abandoned}
     * @param due the sections that are due later, each with {@code section title at}; null: none
     */
    record RunFinished(
            String state,
            int exit,
            String why,
            List<String> next,
            boolean maintenance,
            @Nullable List<Map<String, String>> due)
            implements Event {
        /** Nothing is due later. */
        public RunFinished(String state, int exit, String why, List<String> next, boolean maintenance) {
            this(state, exit, why, next, maintenance, null);
        }

        /** @param later what is due later */
        public RunFinished with(List<Due> later) {
            return later.isEmpty()
                    ? this
                    : new RunFinished(
                            state,
                            exit,
                            why,
                            next,
                            maintenance,
                            later.stream().map(Due::fields).toList());
        }
    }

    /** @param effects a map with {@code key kind semantics target show} for each */
    record StepPlanned(
            String step,
            String phase,
            int attempt,
            String title,
            String target,
            String risk,
            List<Map<String, Object>> effects,
            @Nullable List<Map<String, Object>> hazards,
            @Nullable List<String> consents,
            @Nullable String nothing,
            @Nullable String estimate,
            String digest)
            implements Event {}

    /** @param decision {@code yes skip by-hand back-out quit override consent answer accept} */
    record StepDecided(
            String step,
            String phase,
            int attempt,
            String decision,
            @Nullable String reason,
            @Nullable String by) implements Event {}

    /** @param facts what finds the work again: transaction id, backend pid, database … */
    record EffectStarted(
            String step,
            String phase,
            int attempt,
            String effect,
            String kind,
            String targetKind,
            String target,
            String semantics,
            Map<String, String> facts)
            implements Event {}

    /** @param state {@code done}, {@code failed}, {@code cancelled}, {@code unknown} */
    record EffectFinished(
            String step,
            String phase,
            int attempt,
            String effect,
            String kind,
            String state,
            @Nullable Map<String, Long> counts,
            @Nullable Map<String, String> facts,
            @Nullable String why,
            long ms)
            implements Event {}

    /**
     * How long an effect that takes its time has been at it; what is left is what resume goes on with.
     *
     * @param ms over all sessions, without the time between them
     */
    record EffectReached(String step, String phase, int attempt, String effect, long ms) implements Event {}

    /** @param verdict {@code applied}, {@code not-applied}, {@code partly}, {@code plan-again} */
    record EffectReconciled(
            String step,
            String phase,
            String effect,
            String verdict,
            String evidence,
            @Nullable String by) implements Event {}

    record CheckBaseline(String step, String check, String moment, Map<String, Object> reading) implements Event {}

    /**
     * @param role {@code require check when watch until monitor lasting}
     * @param verdict {@code pass}, {@code warn}, {@code fail}
     * @param rows the first of several rows that were read, under their columns' names; null where it holds
     * @param rowCount how many there were
     */
    record CheckJudged(
            String step,
            String phase,
            int attempt,
            String check,
            String role,
            String verdict,
            String seen,
            String expected,
            String asked,
            double weight,
            long ms,
            @Nullable List<List<String>> rows,
            long rowCount)
            implements Event {}

    record ResultCaptured(String step, String name, String value) implements Event {}

    /**
     * @param state {@code done failed skipped by-hand stopped unknown rolled-back}
     * @param clock {@code opens} or {@code closes} the maintenance window; null: neither
     * @param until when the window that it opens should be over; null: it opens none, or one without a length
     */
    record StepFinished(
            String step,
            String phase,
            int attempt,
            String state,
            @Nullable String why,
            @Nullable Map<String, String> problem,
            @Nullable String clock,
            long ms,
            @Nullable String until)
            implements Event {
        /** It opens no window. */
        public StepFinished(
                String step,
                String phase,
                int attempt,
                String state,
                @Nullable String why,
                @Nullable Map<String, String> problem,
                @Nullable String clock,
                long ms) {
            this(step, phase, attempt, state, why, problem, clock, ms, null);
        }
    }

    record NoteTaken(String text, @Nullable String step, String by) implements Event {}

    /** The last record was cut short and has been taken away. */
    record JournalRepaired(long bytes, String text) implements Event {}

    /** The journal's mirror did not take what was written; the run goes on, or stops before its next effect. */
    record MirrorFailed(String place, String why) implements Event {}

    /** Facts about a target that the report shows, e.g. its size at the start and at the end. */
    record TargetSeen(String target, String moment, Map<String, String> facts) implements Event {}
}
