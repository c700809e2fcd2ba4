package dev.handrail.target.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which commands and replies are bytes, for work on a great many keys: an object for each command and
 * a future for each reply cost more than Redis's own work. Lettuce connects, encrypts and authenticates; from then on
 * replies are taken before it sees them, and no command of its own goes over this connection.
 */
final class Bulk implements AutoCloseable {
    private static final String NAME = "handrail";
    private static final int MANY = 64;
    private static final int FEW = 16;
    /** In nanoseconds for each reply; behind them as many commands again are on their way, so that Redis has work. */
    private static final long LEAST = 1_000;

    private static final long LONGEST = 4_000_000;

    private final StatefulRedisConnection<?, ?> connection;
    private final Channel channel;
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private final Incoming incoming = new Incoming(this::piece);
    /** Replies are read when they are waited for, not as they come. */
    private volatile boolean gathers;
    /** Reading was asked for and has brought nothing yet. */
    private boolean asked;

    private long pause;

    private Bulk(StatefulRedisConnection<?, ?> connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    static Bulk over(StatefulRedisConnection<?, ?> connection, Channel channel) {
        Bulk bulk = new Bulk(connection, channel);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1 << 20, 4 << 20));
        ChannelPipeline pipeline = channel.pipeline();
        // Before the encoder too, which would take what is no command of its own for nothing.
        String after = pipeline.context(pipeline.get(CommandEncoder.class)).name();
        pipeline.addBefore(after, NAME, bulk.new Taking());
        if (!channel.isActive()) {
            bulk.pieces.add(Incoming.END);
        }
        return bulk;
    }

    void send(Outgoing commands) {
        send(commands.bytes(), 0, commands.size());
    }

    /** The bytes are copied: they may be overwritten at once. */
    void send(byte[] commands, int from, int length) {
        if (!channel.isActive()) {
            throw new RedisException("Connection closed");
        }
        ByteBuf copy = channel.alloc().ioBuffer(length).writeBytes(commands, from, length);
        ChannelFuture sent =
                gathers ? exchange(copy) : channel.pipeline().context(NAME).writeAndFlush(copy);
        if (!channel.isWritable() && !sent.awaitUninterruptibly(Connector.PATIENCE.toMillis())) {
            throw new RedisCommandTimeoutException("nothing was taken in time");
        }
    }

    /** Sends and asks for what has come meanwhile: the channel's thread wakes up once for both. */
    private ChannelFuture exchange(ByteBuf bytes) {
        ChannelHandlerContext own = channel.pipeline().context(NAME);
        ChannelPromise sent = channel.newPromise();
        try {
            channel.eventLoop().execute(() -> {
                own.writeAndFlush(bytes, sent);
                channel.read();
            });
        } catch (RejectedExecutionException closed) {
            bytes.release();
            throw new RedisException("Connection closed", closed);
        }
        asked = true;
        return sent;
    }

    Incoming replies() {
        return incoming;
    }

    /**
     * From here on replies are read when something is sent, and when they are waited for, and then not at once: Redis
     * answers each twenty kilobytes that it reads, and each time two threads of ours would wake up.
     */
    void gather() {
        gathers = true;
        channel.config().setAutoRead(false);
    }

    /** @param replies how many are to be waited for; Redis needs longer for them than they are left to gather */
    void awaits(int replies) {
        pause = Math.min(replies * LEAST, LONGEST);
    }

    private byte @Nullable [] piece() throws InterruptedException {
        byte[] there = pieces.poll();
        if (there == null && gathers && !asked) {
            LockSupport.parkNanos(pause);
            channel.read();
        }
        there = there == null ? pieces.poll(Connector.PATIENCE.toMillis(), TimeUnit.MILLISECONDS) : there;
        asked = false;
        if (there == Incoming.END) {
            pieces.add(there);
        }
        // Nothing more is read from the network while much is waiting here to be taken.
        if (!gathers && pieces.size() == FEW && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        return there;
    }

    @Override
    public void close() {
        if (connection.isOpen()) {
            connection.closeAsync();
        }
    }

    /** Takes what arrives. */
    private final class Taking extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf arrived = (ByteBuf) message;
            try {
                byte[] piece = new byte[arrived.readableBytes()];
                arrived.readBytes(piece);
                if (piece.length > 0) {
                    pieces.add(piece);
                }
            } finally {
                arrived.release();
            }
            if (!gathers && pieces.size() > MANY) {
                channel.config().setAutoRead(false);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            pieces.add(Incoming.END);
            context.fireChannelInactive();
        }
    }
}
