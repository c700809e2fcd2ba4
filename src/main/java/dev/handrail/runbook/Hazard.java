package dev.handrail.runbook;

import dev.handrail.problem.Position;

/** Something that can go wrong although every statement is right: what happens, and the safe way to write it. */
public record Hazard(String code, String what, String safeWay, Position position) {}
