package dev.handrail.run;

import dev.handrail.runbook.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers given ahead of time by options. A STEP is {@code section/step} or a section.
 *
 * @param yes up to which risk a plain yes is given; null: none
 * @param confirms the target's typed name by STEP
 * @param byHand reasons by STEP, likewise {@code skips}, {@code overrides}
 * @param outcomes {@code done:REASON} or {@code not-done:REASON} by STEP
 * @param consents kinds of consent by STEP
 * @param accepts reasons by the kind of change that is agreed to
 * @param onFailure null: ask in a terminal, else stop
 * @param ask from which risk on a terminal asks
 * @param onWindow what follows where a step does not fit into the window; null: ask in a terminal, else stop
 */
public record Answers(
        @Nullable Risk yes,
        Map<String, String> confirms,
        Map<String, String> answers,
        Map<String, String> evidence,
        Map<String, String> skips,
        Map<String, String> overrides,
        Map<String, String> byHand,
        Map<String, String> outcomes,
        Map<String, List<String>> consents,
        Map<String, String> accepts,
        @Nullable OnFailure onFailure,
        Risk ask,
        @Nullable Duration deadline,
        OutOfTime.@Nullable Then onWindow) {
    /** What follows a failure. */
    public enum OnFailure {
        ASK,
        STOP,
        ROLLBACK
    }

    public static final Answers NONE = new Answers(
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            Risk.READS,
            null,
            null);

    /** What {@code given} says of a step: by its own id, else by its section's. */
    static <T> Optional<T> of(Map<String, T> given, String step) {
        T own = given.get(step);
        int slash = step.indexOf('/');
        return Optional.ofNullable(own != null || slash < 0 ? own : given.get(step.substring(0, slash)));
    }
}
