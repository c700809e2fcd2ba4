package dev.handrail.target.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over all keys of one server and unlinks those that fit: while one page is unlinked, the next is looked for.
 * Keys are bytes here, because a key that is not text must be unlinked too.
 */
final class Sweep implements AutoCloseable {
    private static final byte[] UNLINK = {'U', 'N', 'L', 'I', 'N', 'K'};
    private static final int BYTES = 1 << 18;

    private final Bulk bulk;
    private final Lane lane;
    private final boolean cluster;
    private final LongConsumer progress;
    private final BooleanSupplier ended;
    private final Outgoing keys = new Outgoing(1 << 15);
    private final List<byte[]> astray = new ArrayList<>();
    private int gathered;
    private long unlinked;
    private long moved;

    /**
     * @param cluster a cluster unlinks keys of several slots one by one
     * @param progress is told how many are unlinked so far
     * @param ended true as soon as no further page shall be taken
     */
    Sweep(Bulk bulk, RedisPlace place, boolean cluster, LongConsumer progress, BooleanSupplier ended) {
        this.bulk = bulk;
        this.lane = new Lane(place, bulk);
        this.cluster = cluster;
        this.progress = progress;
        this.ended = ended;
    }

    /** How many were really there and are gone. */
    long unlinked() {
        return unlinked;
    }

    /** How many were on their way to another server and may be there now. */
    long moved() {
        return moved;
    }

    /**
     * One pass.
     *
     * @throws io.lettuce.core.RedisException where Redis refuses or the connection is lost
     */
    void pass(Scan scan, Stays stays) {
        while (scan.more()) {
            boolean over = ended.getAsBoolean();
            if (over) {
                scan.stop();
            }
            int before = lane.onTheWay();
            scan.next((key, length) -> {
                if (!over && !stays.test(key, length)) {
                    take(key, length);
                }
            });
            gather();
            // The replies to the page before came before this page; those to this one come after the next.
            lane.drain(lane.onTheWay() - before, this::reply);
            lane.send();
            progress.accept(unlinked);
        }
        lane.drain(0, this::reply);
        again();
        progress.accept(unlinked);
    }

    private void take(byte[] key, int length) {
        if (cluster) {
            lane.filling().next().command(2).word(UNLINK).word(key, 0, length);
            lane.filling().written(true);
        } else {
            keys.word(key, 0, length);
            gathered++;
            if (keys.size() > BYTES) {
                gather();
            }
        }
        if (lane.filling().bytes() > BYTES) {
            lane.send();
        }
    }

    private void gather() {
        if (gathered > 0) {
            lane.filling().next().command(gathered + 1).word(UNLINK).raw(keys.bytes(), 0, keys.size());
            lane.filling().written(true);
            keys.clear();
            gathered = 0;
        }
    }

    private void reply(Lane from, Batch batch, int at, @Nullable String complaint) {
        if (complaint == null) {
            unlinked += bulk.replies().number();
        } else if (Redirect.of(complaint).isPresent()) {
            astray.add(batch.command(at));
        } else {
            throw new RedisCommandExecutionException(complaint);
        }
    }

    /** A key that was found here and is another server's: its slot is on its way, and may be on its way to here. */
    private void again() {
        List<byte[]> all = List.copyOf(astray);
        astray.clear();
        for (byte[] command : all) {
            lane.filling().next().command(1).word("ASKING");
            lane.filling().written(false);
            lane.filling().next().raw(command, 0, command.length);
            lane.filling().written(true);
        }
        lane.send();
        lane.drain(0, this::reply);
        moved += astray.size();
    }

    @Override
    public void close() {
        bulk.close();
    }
}
