package dev.handrail.seal;

/**
 * One file encrypted.
 *
 * @param plain SHA-256 of what was encrypted
 * @param digest SHA-256 of the encrypted file
 * @param bytes its size
 */
public record Sealed(String plain, String digest, long bytes) {}
