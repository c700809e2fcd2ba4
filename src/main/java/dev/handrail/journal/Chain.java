package dev.handrail.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Each record carries a digest over itself and the one before: nothing can be altered or taken out unseen. */
final class Chain {
    private static final String FIELD = ",\"chain\":\"";
    private final MessageDigest sha;
    private String head = "";

    Chain() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String head() {
        return head;
    }

    /** {@code json}, an object, with the field {@code chain} added as its last. */
    String link(String json) {
        String body = json.substring(0, json.length() - 1);
        head = digest(body);
        return body + FIELD + head + "\"}";
    }

    /** True where {@code line} follows on what was seen so far; then it becomes the head. */
    boolean follows(String line) {
        int at = line.lastIndexOf(FIELD);
        if (at < 0 || !line.endsWith("\"}")) {
            return false;
        }
        String digest = digest(line.substring(0, at));
        if (!line.substring(at + FIELD.length(), line.length() - 2).equals(digest)) {
            return false;
        }
        head = digest;
        return true;
    }

    private String digest(String body) {
        sha.update(head.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(body.getBytes(StandardCharsets.UTF_8)));
    }
}
