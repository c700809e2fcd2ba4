package dev.handrail.shell.session;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.run.Opening;
import dev.handrail.run.Pauses;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.TargetRef;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the targets for one run, and waits for them where that was asked for.
 *
 * @param patience how long; null: not at all
 * @param tell is told once that it waits, and for whom
 * @param remedy what can be done about another run that is open on a target
 */
record Taking(
        Guard guard,
        @Nullable Duration patience,
        Pauses pauses,
        Consumer<String> tell,
        Function<Guard.Holder, String> remedy) {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** @throws Problem exit 5 where another run still holds one, exit 4 where one is half-done by another run */
    void take(List<TargetRef> targets, Guard.Holder holder) {
        long begin = pauses.nanos();
        boolean told = false;
        while (true) {
            try {
                Opening.take(guard, targets, holder, remedy);
                return;
            } catch (Problem problem) {
                Duration limit = patience;
                boolean over = limit == null || pauses.millisSince(begin) >= limit.toMillis();
                if (problem.exitCode() != ExitCode.HELD || over) {
                    throw problem;
                }
                if (!told) {
                    tell.accept("waiting: " + problem.what());
                    told = true;
                }
                pauses.pause(LOOK);
            }
        }
    }
}
