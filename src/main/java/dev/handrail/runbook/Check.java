package dev.handrail.runbook;

import dev.handrail.problem.Position;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question and the answer expected.
 *
 * @param expects fail when they do not hold
 * @param warns warn when they do hold
 * @param lasting must still hold at resume and at the end
 */
public record Check(
        String title,
        Question question,
        List<Expectation> expects,
        List<Expectation> warns,
        double weight,
        @Nullable Patience patience,
        boolean lasting,
        Position position) {
    /** Asks again until the answer holds. */
    public record Patience(Duration within, Duration every) {}

    public Check {
        expects = List.copyOf(expects);
        warns = List.copyOf(warns);
    }

    public Expectation.Baseline baseline() {
        return Stream.concat(expects.stream(), warns.stream())
                .map(Expectation::baseline)
                .filter(b -> b != Expectation.Baseline.NONE)
                .findFirst()
                .orElse(Expectation.Baseline.NONE);
    }

    /** The answers for people: {@code : expects 0; warns above 10}. */
    public String answersShown() {
        List<String> all = Stream.concat(
                        expects.stream().map(e -> "expects " + e.show()),
                        warns.stream().map(e -> "warns " + e.show()))
                .toList();
        return all.isEmpty() ? "" : ": " + String.join("; ", all);
    }
}
