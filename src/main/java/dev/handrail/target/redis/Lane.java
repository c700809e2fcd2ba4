package dev.handrail.target.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The way to one server: a batch that is being filled, and those whose replies are still to come. */
final class Lane implements AutoCloseable {
    private static final int MANY = 16;
    private static final int BYTES = 4 << 20;

    private final RedisPlace place;
    private final Bulk bulk;
    private final Deque<Batch> onTheWay = new ArrayDeque<>();
    private final Deque<Batch> spare = new ArrayDeque<>();
    private Batch filling = new Batch();
    private long bytes;

    /** Where much is sent before its replies are asked for. */
    static Lane gathering(RedisPlace place, Bulk bulk) {
        bulk.gather();
        return new Lane(place, bulk);
    }

    Lane(RedisPlace place, Bulk bulk) {
        this.place = place;
        this.bulk = bulk;
    }

    RedisPlace place() {
        return place;
    }

    Batch filling() {
        return filling;
    }

    void send() {
        if (filling.size() > 0) {
            bulk.send(filling.next());
            onTheWay.addLast(filling);
            bytes += filling.bytes();
            Batch used = spare.poll();
            filling = used == null ? new Batch() : used;
        }
    }

    /** The number of the reply that was told last. */
    long number() {
        return bulk.replies().number();
    }

    /** How many batches are without their replies. */
    int onTheWay() {
        return onTheWay.size();
    }

    /** How many batches may stay without replies: the newer half, where much is on its way; else all. */
    int mayStay() {
        return onTheWay.size() >= MANY || bytes >= BYTES ? onTheWay.size() / 2 : onTheWay.size();
    }

    /** Takes replies until at most {@code left} batches are without theirs. */
    void drain(int left, Replied replied) {
        bulk.awaits(size(left));
        while (onTheWay.size() > left) {
            Batch batch = onTheWay.getFirst();
            for (int i = 0; i < batch.size(); i++) {
                replied.reply(this, batch, i, bulk.replies().complaint());
            }
            onTheWay.removeFirst();
            bytes -= batch.bytes();
            batch.clear();
            spare.push(batch);
        }
    }

    /** How many replies have to come until only so many batches are without theirs. */
    private int size(int left) {
        int size = 0;
        Iterator<Batch> oldest = onTheWay.iterator();
        for (int i = onTheWay.size(); i > left; i--) {
            size += oldest.next().size();
        }
        return size;
    }

    @Override
    public void close() {
        bulk.close();
    }

    /** Is told each reply. */
    interface Replied {
        void reply(Lane lane, Batch batch, int at, @Nullable String complaint);
    }
}
