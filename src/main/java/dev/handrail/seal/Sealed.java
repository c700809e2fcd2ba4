package dev.handrail.seal;

import org.jspecify.annotations.Nullable;

/**
 * One file encrypted.
 *
 * @param plain SHA-256 of what was encrypted; null where only opening it tells
 * @param digest SHA-256 of the encrypted file
 * @param bytes its size
 */
public record Sealed(@Nullable String plain, String digest, long bytes) {}
