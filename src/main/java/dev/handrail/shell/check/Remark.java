package dev.handrail.shell.check;

import dev.handrail.problem.Position;

/** SQL that could not be judged against an environment, and why. */
public record Remark(Position position, String why) {}
