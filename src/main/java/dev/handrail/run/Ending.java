package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a command on a run ended.
 *
 * @param finished true where nothing is left to do
 * @param state {@code done}, {@code paused}, {@code taken-back}
 * @param next commands that go on from here
 * @param site whether it is still in maintenance, for how long, and what closes that; empty where it is not
 */
public record Ending(
        ExitCode exit,
        boolean finished,
        String state,
        String why,
        @Nullable Problem problem,
        List<String> next,
        String site) {}
