package dev.handrail.target.redis;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Secret;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Redis. Nothing is contacted before the first question. */
public final class RedisTarget implements Cache, AutoCloseable {
    /** Our own keys: neither counted nor shown nor unlinked. */
    static final String OWN = "handrail:";

    /** Counting is quicker in larger pages, and a page still takes a millisecond or two. */
    private static final int COUNTING = 5000;

    private final Connector connector;
    private @Nullable StatefulRedisConnection<String, String> reading;

    private RedisTarget(Connector connector) {
        this.connector = connector;
    }

    /**
     * @param url {@code redis://} or {@code rediss://}
     * @param password overrides the URL's; null: the URL's, else {@code REDISCLI_AUTH}
     * @throws Problem exit 2 where the URL can't be used
     */
    public static RedisTarget at(String name, String url, @Nullable Secret password) {
        return new RedisTarget(new Connector(RedisPlace.of(name, url, password, System.getenv())));
    }

    RedisPlace place() {
        return connector.place();
    }

    Connector connector() {
        return connector;
    }

    /** The password, so that a redactor can learn it; null: none. */
    public @Nullable Secret password() {
        return place().password();
    }

    @Override
    public Identity identity() {
        return info().identity(place());
    }

    /** @throws Problem exit 7 where it is not one that stands alone */
    Info info() {
        return Info.of(read("tell what it is", RedisCommands::info)).single(place());
    }

    /** Asked anew each time: slots move. */
    Topology topology() {
        return info().text("redis_mode").equals("cluster")
                ? Topology.of(place(), read("tell its servers", RedisCommands::clusterNodes))
                : Topology.alone(place());
    }

    @Override
    public long count(String pattern, long atMost) {
        long[] keys = {0};
        scan(pattern, "count keys", (key, length) -> keys[0]++, () -> keys[0] >= atMost);
        return Math.min(keys[0], atMost);
    }

    @Override
    public List<String> sample(String pattern, int atMost) {
        Set<String> keys = new LinkedHashSet<>();
        scan(
                pattern,
                "list keys",
                (key, length) -> keys.add(new String(key, 0, length, StandardCharsets.UTF_8)),
                () -> keys.size() >= atMost);
        return keys.stream().limit(atMost).toList();
    }

    /** Over every primary, on connections of their own. */
    private void scan(String pattern, String doing, Scan.Keys keys, BooleanSupplier enough) {
        try {
            for (RedisPlace server : topology().primaries()) {
                try (Bulk bulk = connector.bulk(server)) {
                    Scan scan = new Scan(bulk, pattern, COUNTING, false);
                    while (scan.more() && !enough.getAsBoolean()) {
                        scan.next(keys);
                    }
                }
            }
        } catch (RedisException e) {
            throw Trouble.command(place(), doing, e);
        }
    }

    @Override
    public Reading ask(String command, List<String> arguments) {
        Asking asking = Asking.of(command, arguments);
        return read("answer " + command, asking::read);
    }

    /** A connection that was lost is opened anew by the next question: reading twice does no harm. */
    private synchronized <T> T read(String doing, Function<RedisCommands<String, String>, T> question) {
        if (reading == null || !reading.isOpen()) {
            reading = connector.open(StringCodec.UTF8);
        }
        try {
            return question.apply(reading.sync());
        } catch (RedisException e) {
            throw Trouble.command(place(), doing, e);
        }
    }

    /** For the lock's few writes, each of which can be told from its reply or asked for again. */
    <T> T command(String doing, Function<RedisCommands<String, String>, T> work) {
        return read(doing, work);
    }

    @Override
    public synchronized void close() {
        reading = null;
        connector.close();
    }
}
