package dev.handrail.target.postgres;

import dev.handrail.runbook.Database.Identity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The number under which a database is locked: from its real name, whatever it is called here. Not from its cluster's
 * identifier, which not every user may read: a lock reaches no further than its cluster anyway.
 *
 * @param target by which the locks of several databases are put in order
 */
record LockKey(String target, long number) {
    static LockKey of(Identity identity) {
        String cluster = identity.system().isEmpty() ? identity.host() + ":" + identity.port() : identity.system();
        String target = cluster + "/" + identity.database();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("handrail lock " + identity.database()).getBytes(StandardCharsets.UTF_8));
            return new LockKey(target, ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
