package dev.handrail.text;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;

/** A mistake in SQL text, found while reading it. */
final class SqlProblem {
    private SqlProblem() {}

    static Problem at(Position position, String what, String why, String remedy) {
        return new Problem(ExitCode.WRONG, what, position.toString(), why, remedy);
    }
}
