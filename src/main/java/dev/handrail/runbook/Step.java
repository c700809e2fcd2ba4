package dev.handrail.runbook;

import dev.handrail.problem.Position;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step: at most one action, and what is asked before and after it.
 *
 * @param id {@code section/step}, as in options, results and journals
 * @param action null where the step only checks
 * @param wayBack how it is taken back: the author's way, else the action's own
 * @param rollbackChecks judged after it was taken back
 * @param timeout for all effects of one attempt together; null: no bound
 */
public record Step(
        String id,
        String title,
        @Nullable Action action,
        List<Check> requires,
        List<Check> checks,
        @Nullable Watch watch,
        WayBack wayBack,
        List<Check> rollbackChecks,
        @Nullable Check when,
        List<Remedy> remedies,
        Retry retry,
        @Nullable Duration timeout,
        Clock clock,
        Words words,
        Position position) {
    /** What the step does to the maintenance window's clock. */
    public enum Clock {
        NONE,
        OPENS,
        CLOSES
    }

    /** Judged while effects run. */
    public record Watch(Duration every, int tolerate, List<Check> checks) {}

    /** Offered when the step fails. */
    public record Remedy(String title, Action action) {}

    /** How often, and how far apart, a failed step is tried again by itself; times counts the retries. */
    public record Retry(int times, Duration pause) {
        public static final Retry NONE = new Retry(0, Duration.ZERO);
    }

    /** Text for people: shown with the question, when it fails, and sent to channels. */
    public record Words(List<String> notes, List<String> hints, List<String> announcements) {
        public static final Words NONE = new Words(List.of(), List.of(), List.of());
    }

    /** The part of the id before the slash. */
    public String section() {
        return id.substring(0, id.indexOf('/'));
    }

    /** The highest risk that the step can have. */
    public Risk ceiling() {
        Risk own = action == null ? Risk.READS : action.ceiling();
        return wayBack instanceof WayBack.Irreversible && own.exceeds(Risk.READS) ? Risk.DESTROYS : own;
    }

    /** The target that the step is about: its action's first, else its first question's. */
    public TargetRef target() {
        if (action != null && !action.touches().isEmpty()) {
            return action.touches().get(0);
        }
        return checks.isEmpty() ? TargetRef.HOST : checks.get(0).question().target();
    }
}
