package dev.handrail.journal;

import java.time.Instant;

/**
 * One record of a journal. Order is {@code seq}; {@code at} is a label for people and may jump.
 *
 * @param line the record as it stands in the file, without the newline
 */
public record Entry(long seq, Instant at, String run, Event event, String line) {}
