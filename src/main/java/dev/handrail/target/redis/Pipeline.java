package dev.handrail.target.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands in batches without waiting for each reply, and never more than three batches ahead of the replies. The
 * connection is its own: with flushing by hand, whoever waited for a reply on a shared one would wait in vain.
 */
final class Pipeline implements AutoCloseable {
    private static final int AHEAD = 2;

    private final StatefulRedisConnection<String, String> connection;
    private final int batch;
    private final Deque<RedisFuture<?>> lasts = new ArrayDeque<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong written = new AtomicLong();
    private @Nullable RedisFuture<?> newest;
    private int unsent;

    Pipeline(Connector connector, int batch) {
        this.connection = connector.open(StringCodec.UTF8);
        this.batch = Math.max(1, batch);
        connection.setAutoFlushCommands(false);
    }

    RedisAsyncCommands<String, String> redis() {
        return connection.async();
    }

    /** A command that goes with the next batch and is not counted. */
    void also(RedisFuture<?> command) {
        command.whenComplete((reply, thrown) -> answered(thrown, 0));
        newest = command;
    }

    /** A command that goes with the next batch and counts as written when Redis has said so. */
    void write(RedisFuture<?> command) {
        command.whenComplete((reply, thrown) -> answered(thrown, 1));
        newest = command;
    }

    private void answered(@Nullable Throwable thrown, int counts) {
        if (thrown == null) {
            written.addAndGet(counts);
        } else {
            failure.compareAndSet(null, thrown);
        }
    }

    /** To be called after each row; true where a batch was sent. */
    boolean rowDone() {
        if (++unsent < batch) {
            return false;
        }
        flush();
        drain(AHEAD);
        return true;
    }

    /** Sends what is left and waits for every reply. */
    void finish() {
        flush();
        drain(0);
    }

    private void flush() {
        connection.flushCommands();
        unsent = 0;
        if (newest != null) {
            lasts.addLast(newest);
            newest = null;
        }
    }

    /** Replies come in order: a batch's last one stands for all of it. */
    private void drain(int left) {
        while (lasts.size() > left) {
            try {
                Replies.await(lasts.removeFirst());
            } catch (RedisException e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    /** The first complaint; null: none so far. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    long written() {
        return written.get();
    }

    @Override
    public void close() {
        if (connection.isOpen()) {
            connection.closeAsync();
        }
    }
}
