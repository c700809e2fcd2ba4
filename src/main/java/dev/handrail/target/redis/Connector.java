package dev.handrail.target.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections. The client is made with the first one: it costs a start that contacts no cache nothing. A
 * connection that is lost stays lost; opened anew by itself it would send again what was sent already.
 */
final class Connector implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What Lettuce warns of reaches us as an exception too; its own lines would stand between the operator's. */
    private static final Logger LETTUCE = Logger.getLogger("io.lettuce");

    private static final Logger NETTY = Logger.getLogger("io.netty");

    static {
        LETTUCE.setLevel(Level.SEVERE);
        NETTY.setLevel(Level.SEVERE);
    }

    private final RedisPlace place;
    private @Nullable ClientResources resources;
    private @Nullable RedisClient client;

    Connector(RedisPlace place) {
        this.place = place;
    }

    RedisPlace place() {
        return place;
    }

    /** @throws dev.handrail.problem.Problem exit 7 with the cause in words */
    <T> StatefulRedisConnection<T, T> open(RedisCodec<T, T> codec) {
        try {
            return client().connect(codec);
        } catch (RedisException e) {
            throw Trouble.connecting(place, e);
        }
    }

    private synchronized RedisClient client() {
        if (client == null) {
            ClientResources threads = DefaultClientResources.builder()
                    .ioThreadPoolSize(2)
                    .computationThreadPoolSize(2)
                    .build();
            RedisClient made = RedisClient.create(threads, place.uri(PATIENCE));
            made.setOptions(ClientOptions.builder()
                    .autoReconnect(false)
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .protocolVersion(ProtocolVersion.RESP2)
                    .socketOptions(SocketOptions.builder()
                            .connectTimeout(Duration.ofSeconds(10))
                            .keepAlive(true)
                            .build())
                    .build());
            resources = threads;
            client = made;
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null && resources != null) {
            client.shutdown(0, 2, TimeUnit.SECONDS);
            resources.shutdown(0, 2, TimeUnit.SECONDS);
            client = null;
        }
    }
}
