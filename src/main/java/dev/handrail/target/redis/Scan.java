package dev.handrail.target.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes once over the keys of one server that match, page by page. The next page is asked for as soon as this one's
 * cursor is known, so that the server looks for it while this one's keys are read.
 */
final class Scan {
    /** How many keys Redis looks at for a page: below a millisecond, so that others are answered meanwhile. */
    static final int PAGE = 1000;

    private static final byte[] OWN = RedisTarget.OWN.getBytes(StandardCharsets.UTF_8);
    private static final byte[] FIRST = {'0'};

    private final Bulk bulk;
    private final byte[] pattern;
    private final byte[] page;
    private final boolean ours;
    private final Outgoing asking = new Outgoing(128);
    private byte[] cursor = new byte[20];
    private byte[] key = new byte[1 << 10];
    private long at;
    private boolean more = true;
    private boolean stopped;

    /** @param ours handrail's own keys, and no others that may match; else they are left out */
    Scan(Bulk bulk, String pattern, int page, boolean ours) {
        this.bulk = bulk;
        this.ours = ours;
        this.pattern = pattern.getBytes(StandardCharsets.UTF_8);
        this.page = Integer.toString(page).getBytes(StandardCharsets.US_ASCII);
        ask(FIRST, 1);
    }

    private void ask(byte[] from, int length) {
        asking.clear();
        asking.command(6).word("SCAN").word(from, 0, length).word("MATCH").word(pattern);
        bulk.send(asking.word("COUNT").word(page));
    }

    boolean more() {
        return more;
    }

    /**
     * How much of all keys was looked at, from 0 to 1. A cursor's bits, read backwards, count the table's places from
     * 0 upwards, whatever its size; not so in a cluster, where newer versions keep a slot's number among them.
     */
    double share() {
        return more ? Math.scalb((double) (Long.reverse(at) >>> 1), -63) : 1;
    }

    /** No further page is asked for; the one that was asked for already still comes. */
    void stop() {
        stopped = true;
    }

    /** Hands over the next page's keys. SCAN may name a key twice where the table is resized. */
    void next(Keys keys) {
        Incoming replies = bulk.replies();
        replies.announced('*');
        int digits = replies.announced('$');
        if (digits > cursor.length) {
            cursor = new byte[digits];
        }
        replies.word(digits, cursor, 0);
        more = !stopped && (digits != 1 || cursor[0] != '0');
        if (more) {
            at = Long.parseUnsignedLong(new String(cursor, 0, digits, StandardCharsets.US_ASCII));
            ask(cursor, digits);
        }
        for (int left = replies.announced('*'); left > 0; left--) {
            int length = replies.announced('$');
            if (length > key.length) {
                key = new byte[Math.max(length, key.length * 2)];
            }
            replies.word(length, key, 0);
            if (own(key, length) == ours) {
                keys.key(key, length);
            }
        }
    }

    private static boolean own(byte[] key, int length) {
        return length >= OWN.length && Arrays.equals(key, 0, OWN.length, OWN, 0, OWN.length);
    }

    /** Takes keys; a key that is not text is bytes all the same. */
    interface Keys {
        /** @param key its first {@code length} bytes, until this returns */
        void key(byte[] key, int length);
    }
}
