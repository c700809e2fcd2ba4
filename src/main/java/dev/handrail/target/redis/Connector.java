package dev.handrail.target.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections. The client is made with the first one: it costs a start that contacts no cache nothing. A
 * connection that is lost stays lost; opened anew by itself it would send again what was sent already.
 */
final class Connector implements NettyCustomizer, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What Lettuce warns of reaches us as an exception too; its own lines would stand between the operator's. */
    private static final Logger LETTUCE = Logger.getLogger("io.lettuce");

    private static final Logger NETTY = Logger.getLogger("io.netty");

    static {
        // Nobody records flights here, and asking whether somebody does costs a start a tenth of a second.
        System.setProperty("io.lettuce.core.jfr", "false");
        LETTUCE.setLevel(Level.SEVERE);
        NETTY.setLevel(Level.SEVERE);
    }

    private final List<RedisPlace> servers;
    private volatile RedisPlace place;
    private @Nullable ClientResources resources;
    private @Nullable RedisClient client;
    private volatile @Nullable Channel channel;

    /** @param servers of one cluster; or the only one */
    Connector(List<RedisPlace> servers) {
        this.servers = List.copyOf(servers);
        this.place = servers.get(0);
    }

    /** The servers that it may ask for the others. */
    List<RedisPlace> servers() {
        return servers;
    }

    /** Asks another one from here on. */
    void next() {
        place = servers.get((servers.indexOf(place) + 1) % servers.size());
    }

    RedisPlace place() {
        return place;
    }

    /** @throws dev.handrail.problem.Problem exit 7 with the cause in words */
    <T> StatefulRedisConnection<T, T> open(RedisCodec<T, T> codec) {
        return open(codec, place);
    }

    /** One after the other: the channel that was made last is the one of the connection that was opened last. */
    synchronized <T> StatefulRedisConnection<T, T> open(RedisCodec<T, T> codec, RedisPlace server) {
        try {
            return client().connect(codec, server.uri(PATIENCE));
        } catch (RedisException e) {
            throw Trouble.connecting(server, e);
        }
    }

    /** @param server the place itself, or another one of its cluster */
    synchronized Bulk bulk(RedisPlace server) {
        StatefulRedisConnection<byte[], byte[]> connection = open(ByteArrayCodec.INSTANCE, server);
        return Bulk.over(connection, Objects.requireNonNull(channel));
    }

    @Override
    public void afterChannelInitialized(Channel made) {
        channel = made;
    }

    private synchronized RedisClient client() {
        if (client == null) {
            ClientResources threads = DefaultClientResources.builder()
                    .ioThreadPoolSize(2)
                    .computationThreadPoolSize(2)
                    .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                    .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                    .eventBus(new Unheard())
                    .nettyCustomizer(this)
                    .build();
            RedisClient made = new Client(threads, place.uri(PATIENCE));
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
