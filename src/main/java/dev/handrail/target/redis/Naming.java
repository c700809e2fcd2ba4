package dev.handrail.target.redis;

import dev.handrail.text.Template;
import io.lettuce.core.cluster.SlotHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names for keys that are written aside until all are there. A cluster renames within a slot alone: there the name
 * begins with a tag that belongs to the key's own slot.
 */
final class Naming {
    private final String prefix;
    private final byte @Nullable [][] tags;
    private final Outgoing made = new Outgoing(1 << 10);

    private Naming(String prefix, byte @Nullable [][] tags) {
        this.prefix = prefix;
        this.tags = tags;
    }

    /** Keys are written where they belong. */
    static Naming inPlace() {
        return new Naming("", null);
    }

    static Naming aside(String run, boolean cluster) {
        return new Naming(RedisTarget.OWN + "warm:" + run + ":", cluster ? tags() : null);
    }

    private static byte[][] tags() {
        byte[][] all = new byte[SlotHash.SLOT_COUNT][];
        int found = 0;
        for (int i = 0; found < all.length; i++) {
            byte[] tag = Integer.toString(i, 36).getBytes(StandardCharsets.US_ASCII);
            int slot = SlotHash.getSlot(tag);
            if (all[slot] == null) {
                all[slot] = tag;
                found++;
            }
        }
        return all;
    }

    boolean elsewhere() {
        return !prefix.isEmpty();
    }

    /** What every key aside begins with. */
    String prefix() {
        return prefix;
    }

    /** A glob that they all match. */
    String glob() {
        return Template.of(prefix).glob() + "*";
    }

    /** Turns a key into its name aside. */
    void aside(Outgoing key) {
        if (prefix.isEmpty()) {
            return;
        }
        made.clear();
        byte[] begin = prefix.getBytes(StandardCharsets.UTF_8);
        made.raw(begin, 0, begin.length);
        if (tags != null) {
            byte[] tag = tags[SlotHash.getSlot(ByteBuffer.wrap(key.bytes(), 0, key.size()))];
            made.raw(new byte[] {'{'}, 0, 1).raw(tag, 0, tag.length).raw(new byte[] {'}', ':'}, 0, 2);
        }
        made.raw(key.bytes(), 0, key.size());
        key.clear();
        key.raw(made.bytes(), 0, made.size());
    }

    /** Where the key itself begins in a name that was made here. */
    int begin(byte[] aside) {
        int at = prefix.getBytes(StandardCharsets.UTF_8).length;
        if (tags != null) {
            while (aside[at] != '}') {
                at++;
            }
            at += 2;
        }
        return at;
    }
}
