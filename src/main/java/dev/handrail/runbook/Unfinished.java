package dev.handrail.runbook;

/**
 * A backup that was never proven: what a run left behind that was killed or lost its machine.
 *
 * @param place its folder, or {@code s3://bucket/…}
 * @param run whose it is; empty where nothing tells, then database and system too
 * @param database of which database, as {@link Manifest#database}
 * @param system of which server, as {@link Manifest#system}
 */
public record Unfinished(String place, String run, String database, String system, long bytes) {}
