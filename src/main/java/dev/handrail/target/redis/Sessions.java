package dev.handrail.target.redis;

import dev.handrail.problem.Problem;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The connections for single commands: to the place itself, and in a cluster to whoever has the key. */
final class Sessions {
    private static final int REDIRECTS = 16;

    private final Connector connector;
    private final Map<RedisPlace, StatefulRedisConnection<String, String>> open = new HashMap<>();

    Sessions(Connector connector) {
        this.connector = connector;
    }

    /**
     * A connection that was lost is opened anew by the next question: reading twice does no harm.
     *
     * @throws Problem with the cause in words
     */
    <T> T ask(RedisPlace server, String doing, Question<T> question) {
        RedisPlace at = server;
        boolean asking = false;
        for (int i = 0; ; i++) {
            try {
                return once(at, asking, question);
            } catch (RedisException e) {
                // Who hands a command on has not done it.
                Optional<Redirect> to = e instanceof RedisCommandExecutionException && i < REDIRECTS
                        ? Redirect.of(String.valueOf(e.getMessage()))
                        : Optional.empty();
                if (to.isEmpty()) {
                    throw Trouble.command(at, doing, e);
                }
                asking = to.get().ask();
                at = to.get().place(at);
            }
        }
    }

    private synchronized <T> T once(RedisPlace server, boolean asking, Question<T> question) {
        StatefulRedisConnection<String, String> connection = open.get(server);
        if (connection == null || !connection.isOpen()) {
            connection = connector.open(StringCodec.UTF8, server);
            open.put(server, connection);
        }
        if (asking) {
            await(connection.async().asking());
        }
        return await(question.of(connection.async()));
    }

    private static <T> T await(RedisFuture<T> reply) {
        return LettuceFutures.awaitOrCancel(reply, Connector.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }
}
