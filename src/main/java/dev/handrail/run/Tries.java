package dev.handrail.run;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often one effect is tried by itself: what lost against another transaction a few times at once, what got no lock
 * as often as its bounds say, with growing pauses in which whoever queued up behind it gets through.
 */
final class Tries {
    private static final int CONFLICTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Effect effect;
    private final List<Duration> pauses;
    private final Pauses clock;
    private final long begin;
    private int conflicts;
    private int blocked;

    Tries(Effect effect, Pauses clock) {
        this.effect = effect;
        this.pauses = effect.lockPauses();
        this.clock = clock;
        this.begin = clock.nanos();
    }

    /** How long to pause before the next try; null: there is none. */
    @Nullable
    Duration after(EffectFailure failure) {
        if (failure.kind() == EffectFailure.Kind.CONFLICT) {
            conflicts++;
            return conflicts < CONFLICTS ? PAUSE.multipliedBy(conflicts) : null;
        }
        if (failure.kind() != EffectFailure.Kind.BLOCKED) {
            return null;
        }
        blocked++;
        return blocked <= pauses.size() && clock.millisSince(begin) < all().toMillis() ? pauses.get(blocked - 1) : null;
    }

    /** What the pauses alone would take, twice: a try that works for long before it waits counts too. */
    private Duration all() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus).multipliedBy(2);
    }

    /** What a person is told of a try that is followed by another one. */
    String told(EffectFailure failure, Duration pause) {
        String why = failure.problem().what();
        return failure.kind() == EffectFailure.Kind.CONFLICT
                ? "try " + conflicts + " of " + CONFLICTS + " was rolled back: " + why
                : "try " + blocked + " of " + (pauses.size() + 1) + ": " + why + "; again in " + Durations.show(pause);
    }

    /** The failure after the last try, which says how many there were. */
    EffectFailure last(EffectFailure failure) {
        if (failure.kind() != EffectFailure.Kind.BLOCKED || blocked < 2) {
            return failure;
        }
        Problem problem = failure.problem();
        String tries = "tried " + blocked + " times in "
                + Durations.show(Duration.ofSeconds(Math.max(1, clock.millisSince(begin) / 1000)));
        return new EffectFailure(
                failure.kind(),
                new Problem(
                        problem.exitCode(),
                        problem.what(),
                        problem.where(),
                        problem.why() + "\n" + tries,
                        problem.remedy(),
                        problem),
                failure.blockers());
    }
}
