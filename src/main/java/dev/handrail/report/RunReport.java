package dev.handrail.report;

import dev.handrail.journal.Event;
import dev.handrail.text.RowTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as its report tells it: a pure function of its events.
 *
 * @param sessions who worked on it, from when: the start and each resume
 * @param ended null while it is open
 * @param state {@code done}, {@code taken-back}, {@code abandoned}, {@code paused}, {@code open}
 * @param maintenance how long the site was out of service; null where the runbook opened no window
 */
public record RunReport(
        String run,
        Event.RunStarted started,
        Instant startedAt,
        @Nullable Instant ended,
        String state,
        int exit,
        String why,
        List<String> next,
        List<Session> sessions,
        List<StepReport> steps,
        List<Target> targets,
        List<Backup> backups,
        List<Note> notes,
        List<Issue> issues,
        List<FollowUp> followUps,
        @Nullable Duration maintenance,
        boolean stillInMaintenance,
        Timeline timeline,
        Score score) {
    /**
     * A stretch of work by one person on one machine.
     *
     * @param changed what was not as before, and was agreed to
     * @param reason why; may be empty
     */
    public record Session(Instant at, String operator, String host, String what, List<String> changed, String reason) {}

    /** One step, with everything that happened in it. */
    public record StepReport(
            String id,
            String title,
            String target,
            String risk,
            String state,
            @Nullable String why,
            int attempts,
            long ms,
            List<DecisionReport> decisions,
            List<EffectReport> effects,
            List<CheckReport> checks,
            @Nullable String nothing,
            Map<String, String> problem,
            List<HazardReport> hazards) {}

    /** @param accepted why it was accepted in the runbook; empty: it was not */
    public record HazardReport(String code, String what, String at, String accepted) {}

    /** What was decided, by whom. */
    public record DecisionReport(Instant at, String phase, String decision, String reason, String by) {}

    /** One effect as it was shown and as it ended. */
    public record EffectReport(
            String phase,
            int attempt,
            String kind,
            List<String> shown,
            String state,
            Map<String, Long> counts,
            Map<String, String> facts,
            String why,
            long ms) {}

    /** One judgment. */
    public record CheckReport(
            String phase,
            String title,
            String role,
            String verdict,
            String seen,
            String expected,
            String asked,
            double weight,
            long ms,
            List<List<String>> rows,
            long rowCount) {
        /** What was read, where it was more than one value and did not hold; at most {@code width} wide. */
        public List<String> table(int width) {
            return new RowTable(rows, rowCount).lines(width);
        }
    }

    /** A target at the start and at the end; a map is empty where it was not seen. */
    public record Target(String name, String identity, Map<String, String> start, Map<String, String> end) {}

    /** A backup that the run took. */
    public record Backup(String step, String place, long bytes, String digest, String at, String proof) {}

    /** What a person noted. */
    public record Note(Instant at, String text, @Nullable String step, String by) {}

    /**
     * Something that went wrong, or warned.
     *
     * @param step empty where it was no step's
     * @param resolution what became of it; may be empty
     * @param settled false where somebody still has to act
     */
    public record Issue(Instant at, String step, String what, String resolution, boolean settled) {}

    /** A section that is due later and not begun. */
    public record FollowUp(String section, String title, Instant at) {}

    /** How many steps ended in {@code state}. */
    public long count(String state) {
        return steps.stream().filter(s -> s.state().equals(state)).count();
    }

    /** How many judgments came to {@code verdict}. */
    public long judged(String verdict) {
        return steps.stream()
                .flatMap(s -> s.checks().stream())
                .filter(c -> c.verdict().equals(verdict))
                .count();
    }

    /** From the start to the last record. */
    public Duration length(Instant last) {
        return Duration.between(startedAt, ended == null ? last : ended);
    }
}
