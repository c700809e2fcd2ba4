package dev.handrail.target.redis;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Secret;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Redis. Nothing is contacted before the first question. */
public final class RedisTarget implements Cache, AutoCloseable {
    /** Our own keys: neither counted nor shown nor unlinked. */
    static final String OWN = "handrail:";

    static final int PAGE = 1000;

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

    @Override
    public long count(String pattern, long atMost) {
        return read("count keys", redis -> {
            long keys = 0;
            Pages pages = new Pages(redis, pattern);
            while (keys < atMost && pages.more()) {
                keys += pages.next().size();
            }
            return Math.min(keys, atMost);
        });
    }

    @Override
    public List<String> sample(String pattern, int atMost) {
        return read("list keys", redis -> {
            Set<String> keys = new LinkedHashSet<>();
            Pages pages = new Pages(redis, pattern);
            while (keys.size() < atMost && pages.more()) {
                keys.addAll(pages.next());
            }
            return keys.stream().limit(atMost).toList();
        });
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

    /** The keys that match, page by page, ours left out. SCAN may name a key twice where the table is resized. */
    private static final class Pages {
        private final RedisCommands<String, String> redis;
        private final ScanArgs args;
        private ScanCursor cursor = ScanCursor.INITIAL;

        Pages(RedisCommands<String, String> redis, String pattern) {
            this.redis = redis;
            this.args = ScanArgs.Builder.matches(pattern).limit(PAGE);
        }

        boolean more() {
            return !cursor.isFinished();
        }

        List<String> next() {
            KeyScanCursor<String> page = redis.scan(cursor, args);
            cursor = page;
            List<String> keys = new ArrayList<>(page.getKeys());
            keys.removeIf(k -> k.startsWith(OWN));
            return keys;
        }
    }
}
