package dev.handrail.runbook;

/**
 * How far a piece of work is.
 *
 * @param total 0 where it is not known
 * @param unit {@code rows}, {@code keys}, {@code bytes}, {@code tables}
 */
public record Progress(long done, long total, String unit, String what) {}
