package dev.handrail.hazard.habit;

import dev.handrail.hazard.catalogue.Danger;

/**
 * Something that goes wrong as it is written.
 *
 * @param what what happens here, with the author's own names
 * @param line counted from 1 in the text that was looked at
 */
public record Habit(Danger danger, String what, String safe, int line) {}
