package dev.handrail.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run beside another one: of an earlier day, or in another environment.
 *
 * @param now the run that the report is about
 * @param then the one it is compared with
 * @param sameRunbook false where the script or its files were changed between them
 * @param steps in the order of this run; those of the other one alone stand last
 */
public record Comparison(Side now, Side then, boolean sameRunbook, List<StepPair> steps, List<TargetPair> targets) {
    /**
     * One of the two.
     *
     * @param changes the durations of the steps that change something, together
     * @param maintenance null where it opened no window
     */
    public record Side(
            String run,
            String runbook,
            String environment,
            String state,
            String startedAt,
            Duration whole,
            Duration changes,
            @Nullable Duration maintenance) {}

    /** One step in both; null where it is not in that run. */
    public record StepPair(
            String step, @Nullable Took now, @Nullable Took then) {
        /** By how much it takes longer now, in milliseconds; zero where it is in one alone. */
        long longer() {
            return now == null || then == null
                    ? 0
                    : now.took().minus(then.took()).toMillis();
        }
    }

    /** How a step ended, and after how long. */
    public record Took(String state, Duration took) {}

    /** A target's sizes in bytes; -1 where one was not seen. */
    public record TargetPair(String target, long before, long after, long thenBefore, long thenAfter) {}

    public static Comparison of(RunReport now, RunReport then) {
        Map<String, StepPair> steps = new LinkedHashMap<>();
        now.steps().forEach(s -> steps.put(s.id(), new StepPair(s.id(), took(s), null)));
        then.steps().forEach(s -> {
            StepPair known = steps.get(s.id());
            steps.put(s.id(), new StepPair(s.id(), known == null ? null : known.now(), took(s)));
        });
        return new Comparison(
                side(now),
                side(then),
                now.started().digest().equals(then.started().digest()),
                List.copyOf(steps.values()),
                targets(now, then));
    }

    private static Side side(RunReport report) {
        return new Side(
                report.run(),
                report.started().runbook(),
                report.started().environment(),
                report.state(),
                report.startedAt().toString(),
                report.length(Objects.requireNonNullElse(report.ended(), report.startedAt())),
                Head.changing(report).stream()
                        .map(s -> Duration.ofMillis(s.ms()))
                        .reduce(Duration.ZERO, Duration::plus),
                report.maintenance());
    }

    private static Took took(RunReport.StepReport step) {
        return new Took(step.state(), Duration.ofMillis(step.ms()));
    }

    private static List<TargetPair> targets(RunReport now, RunReport then) {
        List<TargetPair> pairs = new ArrayList<>();
        for (RunReport.Target target : now.targets()) {
            then.targets().stream()
                    .filter(other -> other.name().equals(target.name()))
                    .forEach(other -> pairs.add(new TargetPair(
                            target.name(),
                            TargetFacts.bytes(target.start()),
                            TargetFacts.bytes(target.end()),
                            TargetFacts.bytes(other.start()),
                            TargetFacts.bytes(other.end()))));
        }
        return pairs.stream()
                .filter(pair -> pair.before() >= 0 || pair.after() >= 0)
                .toList();
    }
}
