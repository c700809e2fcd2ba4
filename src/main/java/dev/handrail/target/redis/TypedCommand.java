package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.NearWord;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A command that a person typed. One that is not on the list of those that only read is not sent as a question. */
record TypedCommand(String name, List<String> words) {
    private static final Set<String> TWO_WORDS = Set.of(
            "acl", "client", "cluster", "command", "config", "latency", "memory", "object", "pubsub", "slowlog",
            "xinfo");

    private static final Set<String> READING = new TreeSet<>(List.of("""
            bitcount bitpos dbsize echo exists expiretime geodist geohash geopos get getbit getrange hexists hget
            hgetall hkeys hlen hmget hrandfield hscan hstrlen hvals info lastsave lindex llen lpos lrange mget pexpiretime
            ping pttl randomkey role scan scard sdiff sinter sintercard sismember smembers smismember srandmember sscan
            strlen sunion time ttl type xlen xpending xrange xrevrange zcard zcount zlexcount zmscore zrandmember zrange
            zrangebylex zrangebyscore zrank zrevrange zrevrangebyscore zrevrank zscan zscore
            """.strip().split("\\s+")));

    private static final String LISTED = "what only reads: press Tab behind the word redis";

    private static final List<String> READING_TWO = List.of(
            "acl whoami",
            "client getname",
            "client id",
            "client info",
            "client list",
            "cluster countkeysinslot",
            "cluster info",
            "cluster keyslot",
            "cluster nodes",
            "cluster shards",
            "cluster slots",
            "command count",
            "command info",
            "config get",
            "latency doctor",
            "latency history",
            "latency latest",
            "memory doctor",
            "memory stats",
            "memory usage",
            "object encoding",
            "object freq",
            "object idletime",
            "object refcount",
            "pubsub channels",
            "pubsub numpat",
            "pubsub numsub",
            "slowlog get",
            "slowlog len",
            "xinfo consumers",
            "xinfo groups",
            "xinfo stream");

    static {
        READING.addAll(READING_TWO);
    }

    /** They change what the connection is, not data, or never answer: there is no connection that lasts. */
    private static final Set<String> NEVER = Set.of(
            "auth",
            "discard",
            "exec",
            "hello",
            "monitor",
            "multi",
            "psubscribe",
            "quit",
            "reset",
            "select",
            "ssubscribe",
            "subscribe",
            "sync",
            "psync",
            "unwatch",
            "watch",
            "readonly",
            "readwrite");

    /** @throws Problem exit 2 where nothing was typed, or something that is never sent */
    static TypedCommand of(List<String> words) {
        if (words.isEmpty()) {
            throw new Problem(ExitCode.WRONG, "there is no command", "redis", "", "write e.g. redis get NAME");
        }
        String first = words.get(0).toLowerCase(Locale.ROOT);
        String name = TWO_WORDS.contains(first) && words.size() > 1
                ? first + " " + words.get(1).toLowerCase(Locale.ROOT)
                : first;
        if (NEVER.contains(first)) {
            throw refused(name + " makes no sense here: each line has a connection of its own", "use redis-cli");
        }
        return new TypedCommand(name, List.copyOf(words));
    }

    static Set<String> reading() {
        return READING;
    }

    boolean reads() {
        return READING.contains(name);
    }

    /** @throws Problem exit 2, in words that tell one that writes from one that there is not */
    void mustRead(RedisTarget target) {
        if (name.equals("keys")) {
            throw refused(
                    "keys holds up the whole server while it looks", "write: redis scan 0 match PATTERN count 1000");
        }
        if (!reads()) {
            Object known = target.command("tell what " + name + " does", redis -> sent(redis, about()));
            throw notReading(known instanceof List<?> all && !all.isEmpty() ? all.get(0) : null);
        }
    }

    /** @throws Problem exit 2 where it would touch what a run relies on */
    void mustLeaveOurs() {
        if (words.stream().anyMatch(word -> word.startsWith(RedisTarget.OWN))) {
            throw refused(
                    "keys that begin with " + RedisTarget.OWN + " are handrail's own", "close a run with: abandon RUN");
        }
    }

    private List<String> about() {
        return List.of("command", "info", words.get(0));
    }

    /** @param known what the server tells of it: name, number of arguments, flags …; null where it does not know it */
    private Problem notReading(@Nullable Object known) {
        if (!(known instanceof List<?> parts) || parts.size() < 3) {
            return refused(
                    "there is no redis command '" + name + "'",
                    NearWord.of(words.get(0), READING)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(LISTED));
        }
        boolean writes = parts.get(2) instanceof Iterable<?> flags && has(flags, "write");
        return refused(
                writes ? name + " changes keys, and this shell only reads" : name + " is not known to only read",
                "to change something start the shell with: handrail --allow-writes\n" + LISTED);
    }

    private static boolean has(Iterable<?> flags, String wanted) {
        for (Object flag : flags) {
            if (String.valueOf(flag).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** A text, a number, a list of such, or null. */
    @Nullable
    Object sentTo(RedisTarget target) {
        return target.command("answer " + name, redis -> sent(redis, words));
    }

    private static RedisFuture<@Nullable Object> sent(RedisAsyncCommands<String, String> redis, List<String> words) {
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        words.subList(1, words.size()).forEach(arguments::add);
        return redis.dispatch(new Asking.Word(words.get(0)), new Anything(), arguments);
    }

    private static Problem refused(String what, String remedy) {
        return new Problem(ExitCode.WRONG, Objects.requireNonNull(what), "redis", "", remedy);
    }
}
