package dev.handrail.target.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Goes once over all keys and unlinks those that fit: each page's UNLINK travels with the SCAN for the next. Keys are
 * bytes here, because a key that is not text must be unlinked too.
 */
final class Sweep implements AutoCloseable {
    private static final byte[] OWN = RedisTarget.OWN.getBytes(StandardCharsets.UTF_8);
    private static final int ON_THE_WAY = 4;

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final RedisAsyncCommands<byte[], byte[]> redis;
    private final Deque<RedisFuture<Long>> unlinking = new ArrayDeque<>();
    private final LongConsumer progress;
    private final BooleanSupplier ended;
    private long unlinked;

    /**
     * @param progress is told how many are unlinked so far
     * @param ended true as soon as no further page shall be taken
     */
    Sweep(Connector connector, LongConsumer progress, BooleanSupplier ended) {
        this.connection = connector.open(ByteArrayCodec.INSTANCE);
        this.redis = connection.async();
        this.progress = progress;
        this.ended = ended;
        // From here on nothing may wait for a reply on this connection before it is flushed.
        connection.setAutoFlushCommands(false);
    }

    /** How many were really there and are gone. */
    long unlinked() {
        return unlinked;
    }

    /**
     * One pass.
     *
     * @param stays keys that match and are kept all the same; our own must be among them, see {@link #own}
     * @throws io.lettuce.core.RedisException where Redis refuses or the connection is lost
     */
    void pass(String pattern, Predicate<byte[]> stays) {
        ScanArgs args = ScanArgs.Builder.matches(pattern).limit(RedisTarget.PAGE);
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished() && !ended.getAsBoolean()) {
            RedisFuture<KeyScanCursor<byte[]>> scan = redis.scan(cursor, args);
            connection.flushCommands();
            KeyScanCursor<byte[]> page = await(scan);
            cursor = page;
            unlink(page.getKeys(), stays);
            drain(ON_THE_WAY);
        }
        connection.flushCommands();
        drain(0);
    }

    private void unlink(List<byte[]> keys, Predicate<byte[]> stays) {
        byte[][] going = keys.stream().filter(stays.negate()).toArray(byte[][]::new);
        if (going.length > 0) {
            unlinking.addLast(redis.unlink(going));
        }
    }

    private void drain(int left) {
        while (unlinking.size() > left) {
            unlinked += await(unlinking.removeFirst());
            progress.accept(unlinked);
        }
    }

    static boolean own(byte[] key) {
        return key.length >= OWN.length && Arrays.equals(key, 0, OWN.length, OWN, 0, OWN.length);
    }

    private static <T> T await(Future<T> reply) {
        return Replies.await(reply);
    }

    @Override
    public void close() {
        if (connection.isOpen()) {
            connection.closeAsync();
        }
    }
}
