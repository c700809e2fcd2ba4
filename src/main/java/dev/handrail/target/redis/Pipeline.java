package dev.handrail.target.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands in batches without waiting for each reply, and never more than sixteen batches, or some megabytes,
 * ahead of the replies. Every reply is looked at. In a cluster each command goes to the server that has its key's slot,
 * and is sent again where that server has handed the slot on.
 */
final class Pipeline implements AutoCloseable {
    private static final int AHEAD = 2;

    private static final int BYTES = 1 << 20;
    private static final int FRUITLESS = 100;

    private final Connector connector;
    private final Topology topology;
    private final int batch;
    private final Map<RedisPlace, Lane> lanes = new LinkedHashMap<>();
    private final List<Astray> astray = new ArrayList<>();
    private final @Nullable Lane only;
    private @Nullable Lane current;
    private @Nullable Throwable failure;
    private long written;
    private int unsent;
    private long writtenBefore;
    private int fruitless;

    /** A command that another server shall have. */
    private record Astray(byte[] command, boolean counts, Redirect redirect, RedisPlace said) {}

    Pipeline(RedisTarget cache, int batch) {
        this.connector = cache.connector();
        this.topology = cache.topology();
        this.batch = Math.max(1, batch);
        this.only = topology.cluster() ? null : lane(connector.place());
    }

    /** Where a command for this key is written; {@link #done} follows. */
    Outgoing to(byte[] key, int length) {
        Lane lane = only;
        if (lane == null) {
            int slot = SlotHash.getSlot(ByteBuffer.wrap(key, 0, length));
            RedisPlace place = topology.at(slot);
            if (place == null) {
                throw new RedisCommandExecutionException("CLUSTERDOWN no server has slot " + slot);
            }
            lane = lane(place);
        }
        current = lane;
        return lane.filling().next();
    }

    /** The command is whole. @param counts it counts as written when Redis has said so */
    void done(boolean counts) {
        if (current != null) {
            current.filling().written(counts);
        }
    }

    private Lane lane(RedisPlace place) {
        return lanes.computeIfAbsent(place, p -> Lane.gathering(p, connector.bulk(p)));
    }

    /** To be called after each row; true where a batch was sent. */
    boolean rowDone() {
        if (current != null && current.filling().bytes() > BYTES) {
            current.send();
            current.drain(AHEAD, this::reply);
        }
        if (++unsent < batch) {
            return false;
        }
        send();
        drain(Lane::mayStay);
        return true;
    }

    /** To be called after several rows. */
    void rowsDone() {
        send();
        drain(Lane::mayStay);
    }

    /** Sends what is left and waits for every reply. */
    void finish() {
        do {
            send();
            drain(lane -> 0);
        } while (!astray.isEmpty()
                || lanes.values().stream().anyMatch(lane -> lane.filling().size() > 0));
    }

    private void send() {
        unsent = 0;
        try {
            lanes.values().forEach(Lane::send);
        } catch (RedisException e) {
            failed(e);
        }
    }

    private void drain(ToIntFunction<Lane> left) {
        try {
            lanes.values().forEach(lane -> lane.drain(left.applyAsInt(lane), this::reply));
            if (!astray.isEmpty()) {
                // Everything before it first: commands for one key stay in their order.
                lanes.values().forEach(lane -> lane.drain(0, this::reply));
                again();
            }
        } catch (RedisException e) {
            failed(e);
        }
    }

    private void again() {
        List<Astray> all = List.copyOf(astray);
        astray.clear();
        fruitless = written > writtenBefore ? 0 : fruitless + 1;
        writtenBefore = written;
        if (fruitless > FRUITLESS) {
            throw new RedisCommandExecutionException("its servers do not agree who has which slot");
        }
        for (Astray one : all) {
            RedisPlace place = one.redirect().place(one.said());
            Batch filling = lane(place).filling();
            if (one.redirect().ask()) {
                filling.next().command(1).word("ASKING");
                filling.written(false);
            } else {
                topology.moved(one.redirect().slot(), place);
            }
            filling.next().raw(one.command(), 0, one.command().length);
            filling.written(one.counts());
        }
    }

    private void reply(Lane lane, Batch from, int at, @Nullable String complaint) {
        if (complaint == null) {
            written += from.counts(at) ? 1 : 0;
            return;
        }
        Redirect.of(complaint)
                .ifPresentOrElse(
                        to -> astray.add(new Astray(from.command(at), from.counts(at), to, lane.place())),
                        () -> failed(new RedisCommandExecutionException(complaint)));
    }

    /** What was not answered on a lost connection has no answer any more. */
    private void failed(RedisException e) {
        if (failure == null) {
            failure = e;
        }
        if (!(e instanceof RedisCommandExecutionException)) {
            close();
            lanes.clear();
            astray.clear();
        }
    }

    /** The first complaint; null: none so far. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    long written() {
        return written;
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
    }
}
