package dev.handrail.run;

import dev.handrail.runbook.Ask;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step's question: everything that a person needs to answer it.
 *
 * @param phase {@code forward}, {@code rollback} or {@code remedy}
 * @param number the step's place, from 1; for people only
 * @param risk the plan's, raised where the step can't be taken back
 * @param target where it happens, for people: {@code sandbox: database main is shop on 127.0.0.1:5433, primary, 15.19}
 * @param typedName what is typed where it destroys: {@code ENV/NAME}
 * @param judged what the requirements said
 * @param failedRequires titles of those that do not hold
 * @param wayBack what rollback would do, in words
 * @param windowLeft null where no window is open
 * @param shown the lines of the plan's effects, with the results that are known by now
 */
public record Asked(
        Step step,
        String phase,
        int number,
        int total,
        Plan plan,
        Risk risk,
        String target,
        String typedName,
        List<Judged> judged,
        List<String> failedRequires,
        String wayBack,
        @Nullable Duration windowLeft,
        List<String> shown) {
    /** The person's task, where the step is one. */
    public Optional<Ask> ask() {
        return plan.effects().stream()
                .filter(Ask.class::isInstance)
                .map(Ask.class::cast)
                .findFirst();
    }

    /** True where nothing is known of this question that was not known of {@code earlier}. */
    boolean sameAs(Asked earlier) {
        return risk == earlier.risk
                && Keys.of(plan).equals(Keys.of(earlier.plan))
                && keys(plan).equals(keys(earlier.plan))
                && failedRequires.equals(earlier.failedRequires);
    }

    /** Counts and sizes of hazards alone don't ask again. */
    private static List<String> keys(Plan plan) {
        return plan.hazards().stream().map(Hazard::key).toList();
    }
}
