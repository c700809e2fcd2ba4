package dev.handrail.runbook;

import dev.handrail.problem.Position;

/**
 * What a server finds wrong with a statement that it only read.
 *
 * @param state the SQLSTATE
 * @param what the server's own sentence
 * @param position the place that it points at, else where the statement starts
 * @param remedy what to do
 */
public record Objection(String state, String what, Position position, String remedy) {}
