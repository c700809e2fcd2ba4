package dev.handrail.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Each record carries a digest over its bytes and the digest before: nothing can be altered or taken out unseen. It is
 * the last field, {@code ,"chain":"64 hexadecimal digits"}}.
 */
final class Chain {
    private static final byte[] FIELD = ",\"chain\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 64;
    private static final int SEAL = FIELD.length + DIGEST + END.length;

    private final MessageDigest sha;
    private byte[] head = new byte[0];

    Chain() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String head() {
        return new String(head, StandardCharsets.US_ASCII);
    }

    /** {@code json}, an object, with the digest added as its last field; it becomes the head. */
    String link(String json) {
        String body = json.substring(0, json.length() - 1);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head = digest(bytes, 0, bytes.length);
        return body
                + new String(FIELD, StandardCharsets.US_ASCII)
                + head()
                + new String(END, StandardCharsets.US_ASCII);
    }

    /** As if what follows on {@code digest} had not been linked. */
    void back(String digest) {
        head = digest.getBytes(StandardCharsets.US_ASCII);
    }

    /** True where the line in {@code bytes} follows on what was seen so far; then it becomes the head. */
    boolean follows(byte[] bytes, int from, int to) {
        int seal = to - SEAL;
        if (seal <= from || !holds(bytes, seal, FIELD) || !holds(bytes, to - END.length, END)) {
            return false;
        }
        byte[] digest = digest(bytes, from, seal);
        if (!holds(bytes, seal + FIELD.length, digest)) {
            return false;
        }
        head = digest;
        return true;
    }

    /** Whether {@code line} ends with this digest. */
    static boolean carries(String line, String digest) {
        return digest.length() == DIGEST && line.endsWith(digest + "\"}");
    }

    private static boolean holds(byte[] bytes, int at, byte[] expected) {
        return java.util.Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    private byte[] digest(byte[] bytes, int from, int to) {
        sha.update(head);
        sha.update(bytes, from, to - from);
        return HexFormat.of().formatHex(sha.digest()).getBytes(StandardCharsets.US_ASCII);
    }
}
