package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import dev.handrail.text.SqlProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** The branches of {@code \if} that a file is in. */
final class Conditions {
    private enum Branch {
        TAKEN,
        /** None was taken yet. */
        WAITING,
        /** One was taken already, or the whole stands in a branch that is not. */
        OVER,
        LAST_TAKEN,
        LAST_SKIPPED
    }

    private record Level(Branch branch, Position start) {}

    private final Deque<Level> levels = new ArrayDeque<>();

    /** False in a branch that is not taken: its text is read and left out. */
    boolean active() {
        return levels.isEmpty() || taken(levels.element().branch());
    }

    private static boolean taken(Branch branch) {
        return branch == Branch.TAKEN || branch == Branch.LAST_TAKEN;
    }

    /** @param holds is asked only where it matters */
    void begin(BooleanSupplier holds, Position here) {
        Branch branch = !active() ? Branch.OVER : holds.getAsBoolean() ? Branch.TAKEN : Branch.WAITING;
        levels.push(new Level(branch, here));
    }

    /** True where the condition of an {@code \elif} decides. */
    boolean open() {
        return !levels.isEmpty() && levels.element().branch() == Branch.WAITING;
    }

    void otherwiseIf(BooleanSupplier holds, Position here) {
        Level level = last("\\elif", here);
        Branch branch =
                level.branch() != Branch.WAITING ? Branch.OVER : holds.getAsBoolean() ? Branch.TAKEN : Branch.WAITING;
        levels.push(new Level(branch, level.start()));
    }

    void otherwise(Position here) {
        Level level = last("\\else", here);
        levels.push(
                new Level(level.branch() == Branch.WAITING ? Branch.LAST_TAKEN : Branch.LAST_SKIPPED, level.start()));
    }

    void end(Position here) {
        if (levels.isEmpty()) {
            throw lonely("\\endif", here);
        }
        levels.pop();
    }

    private Level last(String command, Position here) {
        if (levels.isEmpty()) {
            throw lonely(command, here);
        }
        Level level = levels.pop();
        if (level.branch() == Branch.LAST_TAKEN || level.branch() == Branch.LAST_SKIPPED) {
            throw SqlProblem.at(here, command + " stands behind \\else", "", "put it before \\else");
        }
        return level;
    }

    private static RuntimeException lonely(String command, Position here) {
        return SqlProblem.at(here, command + " has no \\if", "", "remove it, or write the \\if");
    }

    void refuseUnended() {
        if (!levels.isEmpty()) {
            throw SqlProblem.at(levels.element().start(), "the \\if that stands here has no \\endif", "", "write it");
        }
    }
}
