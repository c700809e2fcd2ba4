package dev.handrail.target.redis;

import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Replies in the order in which they come; what is not there yet is waited for, and not for ever. */
final class Incoming {
    /** What stands for the connection's end. */
    static final byte[] END = new byte[0];

    private final Pieces source;
    private byte[] piece = {};
    private int at;
    private long number;

    Incoming(Pieces source) {
        this.source = source;
    }

    /**
     * Reads a reply that is a status, a number or a complaint.
     *
     * @return the complaint; null: there is none, and {@link #number} is the number
     */
    @Nullable
    String complaint() {
        byte kind = next();
        return switch (kind) {
            case '+' -> {
                number = 0;
                skip();
                yield null;
            }
            case ':' -> {
                number = digits();
                yield null;
            }
            case '-' -> line();
            case '$' -> {
                // The one word that is expected here is none: what was asked about is not there.
                int length = (int) digits();
                word(Math.max(0, length), new byte[Math.max(0, length)], 0, length >= 0);
                number = -1;
                yield null;
            }
            default -> throw unexpected(kind);
        };
    }

    long number() {
        return number;
    }

    /**
     * The number that stands behind {@code kind}, e.g. how many elements or bytes follow.
     *
     * @throws RedisException with Redis's own words where it complains instead
     */
    int announced(char kind) {
        byte first = next();
        if (first == kind) {
            return (int) digits();
        }
        throw first == '-' ? new io.lettuce.core.RedisCommandExecutionException(line()) : unexpected(first);
    }

    /** The bytes of a word of that length, and its end. */
    void word(int length, byte[] to, int place) {
        word(length, to, place, true);
    }

    private void word(int length, byte[] to, int place, boolean ended) {
        int done = 0;
        while (done < length) {
            more();
            int now = Math.min(length - done, piece.length - at);
            System.arraycopy(piece, at, to, place + done, now);
            at += now;
            done += now;
        }
        if (ended) {
            next();
            next();
        }
    }

    private long digits() {
        long value = 0;
        boolean negative = false;
        for (byte c = next(); c != '\r'; c = next()) {
            if (c == '-') {
                negative = true;
            } else {
                value = value * 10 + (c - '0');
            }
        }
        next();
        return negative ? -value : value;
    }

    private String line() {
        Outgoing text = new Outgoing(128);
        for (byte c = next(); c != '\r'; c = next()) {
            int place = text.place(1); // before the bytes are asked for: it may make room, and then they are others
            text.bytes()[place] = c;
        }
        next();
        return new String(text.bytes(), 0, text.size(), StandardCharsets.UTF_8);
    }

    private void skip() {
        while (next() != '\n') {
            // nothing in a status is of interest
        }
    }

    private byte next() {
        if (at == piece.length) {
            more();
        }
        return piece[at++];
    }

    private void more() {
        while (at == piece.length) {
            try {
                byte[] found = source.next();
                if (found == null) {
                    throw new RedisCommandTimeoutException("no reply in time");
                }
                if (found == END) {
                    throw new RedisException("Connection closed");
                }
                piece = found;
                at = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RedisCommandInterruptedException(e);
            }
        }
    }

    private static RedisException unexpected(byte kind) {
        return new RedisException("a reply that begins with '" + (char) kind + "' was not expected");
    }
}
