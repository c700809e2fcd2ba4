package dev.handrail.run;

import dev.handrail.journal.Due;
import dev.handrail.journal.RunState;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The sections that are due later: from the first one that says {@code after} on. Until then the run is done without
 * them.
 *
 * @param due what the run's last end named; empty where it did not come to one yet
 * @param early true where they are done before they are due
 */
public record FollowUps(Runbook runbook, Selection selection, List<Due> due, Instant now, boolean early) {
    /** Those of a run that begins. */
    public static FollowUps ofNew(Runbook runbook, Selection selection, Instant now) {
        return new FollowUps(runbook, selection, List.of(), now, false);
    }

    /** True where this session comes to {@code step}. */
    public boolean begins(Step step) {
        return early
                || sections().stream().noneMatch(s -> s.id().equals(step.section()))
                || named(step)
                || due.stream().anyMatch(d -> d.section().equals(step.section()) && !d.at().isAfter(now));
    }

    /** Who names a section means it now. */
    private boolean named(Step step) {
        return of(selection.only(), step) || of(selection.from(), step);
    }

    private static boolean of(@org.jspecify.annotations.Nullable String bound, Step step) {
        return bound != null && (bound.equals(step.section()) || bound.startsWith(step.section() + "/"));
    }

    private List<Section> sections() {
        List<Section> all = runbook.sections();
        int first = 0;
        while (first < all.size() && all.get(first).after() == null) {
            first++;
        }
        return all.subList(first, all.size());
    }

    /**
     * What is left for later of {@code steps}. Every section counts from the moment at which those before the first one
     * were done, so that all dates are known then; one without a time of its own is due with the one before it.
     */
    List<Due> left(List<Step> steps, RunState state, Instant done) {
        List<Due> left = new ArrayList<>();
        Instant last = done;
        for (Section section : sections()) {
            Instant own = done.plus(Objects.requireNonNullElse(section.after(), Duration.ZERO));
            Instant at = due.stream()
                    .filter(d -> d.section().equals(section.id()))
                    .map(Due::at)
                    .findFirst()
                    .orElse(own.isBefore(last) ? last : own);
            last = at;
            boolean open = steps.stream()
                    .anyMatch(s -> s.section().equals(section.id())
                            && !state.step(s.id()).settled());
            if (open) {
                left.add(new Due(section.id(), section.title(), at));
            }
        }
        return left;
    }

    /** True where something of them was begun. */
    static boolean begun(Runbook runbook, RunState state) {
        return ofNew(runbook, Selection.ALL, Instant.EPOCH).sections().stream()
                .flatMap(section -> section.steps().stream())
                .anyMatch(step -> state.step(step.id()).attempts() > 0);
    }
}
