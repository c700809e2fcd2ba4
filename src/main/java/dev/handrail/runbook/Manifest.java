package dev.handrail.runbook;

import java.time.Instant;
import java.util.Map;

/**
 * A proven backup, as its manifest says.
 *
 * @param place its folder
 * @param digest SHA-256 over its files' digests
 * @param rows rows of each table, taken in the dump's own snapshot
 * @param source bytes that the database had then; 0 where that is not known
 * @param millis how long it took with its proof; 0 where that is not known
 */
public record Manifest(
        String place,
        String database,
        String system,
        String run,
        Instant at,
        long bytes,
        String digest,
        String proof,
        String serverVersion,
        Map<String, Long> rows,
        long source,
        long millis) {}
