package dev.handrail.target.store;

/**
 * A file that lies in S3.
 *
 * @param name its path below the place that was asked for
 * @param tag what the server tells of its content: MD5 in hex, of parts the MD5 of their MD5s and their number
 */
public record StoredFile(String name, long bytes, String tag) {}
