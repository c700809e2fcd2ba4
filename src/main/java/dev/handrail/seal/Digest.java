package dev.handrail.seal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what passes by. */
final class Digest {
    private final MessageDigest digest;

    Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds what remains in {@code piece}, and leaves it as it is. */
    void update(ByteBuffer piece) {
        digest.update(piece.duplicate());
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
