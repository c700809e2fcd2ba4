package dev.handrail.hazard;

import dev.handrail.problem.Position;

/** A hazard that the author knows of and takes: {@code handrail:accept CODE reason} in a comment. */
public record Accept(String code, String reason, Position position) {}
