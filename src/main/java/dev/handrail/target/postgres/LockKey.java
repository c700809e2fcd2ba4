package dev.handrail.target.postgres;

import dev.handrail.runbook.Database.Identity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The number under which a database is locked: from its cluster and its real name, whatever it is called here. */
record LockKey(String target, long number) {
    static LockKey of(Identity identity) {
        String target = identity.system() + "/" + identity.database();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("handrail lock " + target).getBytes(StandardCharsets.UTF_8));
            return new LockKey(target, ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
