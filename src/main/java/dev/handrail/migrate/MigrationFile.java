package dev.handrail.migrate;

import dev.handrail.text.SqlText;

/**
 * One migration file, read when the runbook was loaded.
 *
 * @param name its file name, which is its identity in the history
 * @param digest SHA-256 of its bytes
 */
public record MigrationFile(String name, String digest, SqlText sql) {}
