package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Secret;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
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

    private final Connector connector;
    private final Sessions sessions;

    private RedisTarget(Connector connector) {
        this.connector = connector;
        this.sessions = new Sessions(connector);
    }

    /**
     * @param url {@code redis://} or {@code rediss://}; of a cluster it may name several servers: {@code redis://h1:1,h2:2/}
     * @param password overrides the URL's; null: the URL's, else {@code REDISCLI_AUTH}
     * @throws Problem exit 2 where the URL can't be used
     */
    public static RedisTarget at(String name, String url, @Nullable Secret password) {
        return new RedisTarget(new Connector(RedisPlace.all(name, url, password, System.getenv())));
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

    /**
     * Of a cluster: its primaries taken together.
     *
     * @throws Problem exit 7 where it holds no keys, or some of them have no server
     */
    Info info() {
        return reached(seed -> {
            Info here = here(seed);
            return here.cluster() ? Info.together(infos(topology(seed, here))) : here;
        });
    }

    private List<Info> infos(Topology topology) {
        return topology.primaries().stream().map(this::info).toList();
    }

    private Info info(RedisPlace server) {
        return Info.of(sessions.<String>ask(server, "tell what it is", RedisAsyncCommands::info));
    }

    /** Asked anew each time: slots move. */
    Topology topology() {
        return reached(seed -> topology(seed, here(seed)));
    }

    private Topology topology(RedisPlace seed, Info here) {
        return here.cluster()
                ? Topology.of(seed, sessions.<String>ask(seed, "tell its servers", RedisAsyncCommands::clusterNodes))
                        .whole(seed)
                : Topology.alone(seed);
    }

    private Info here(RedisPlace seed) {
        Info here = info(seed).keeper(seed);
        if (connector.servers().size() > 1 && !here.cluster()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "cache '" + seed.name() + "' names several servers, and " + seed.host() + ":" + seed.port()
                            + " is of no cluster",
                    seed.shown(),
                    "which of them is meant can't be told",
                    "name one server alone; several are for the nodes of one cluster");
        }
        return here;
    }

    /** By the first of the servers named that answers; it stays the one that is asked. */
    private <T> T reached(Function<RedisPlace, T> work) {
        for (int others = connector.servers().size() - 1; ; others--) {
            try {
                return work.apply(place());
            } catch (Problem e) {
                if (others <= 0 || e.exitCode() != ExitCode.UNREACHABLE) {
                    throw e;
                }
                connector.next();
            }
        }
    }

    @Override
    public long count(String pattern, long atMost) {
        long[] keys = {0};
        scan(pattern, "count keys", (key, length) -> keys[0]++, () -> keys[0] >= atMost);
        return Math.min(keys[0], atMost);
    }

    @Override
    public Counted counted(String pattern, long exactTo) {
        Topology topology = topology();
        if (topology.cluster()) {
            return new Counted(count(pattern, Long.MAX_VALUE), true);
        }
        try (Bulk bulk = connector.bulk(place())) {
            Scan scan = new Scan(bulk, pattern, Scan.PAGE, false);
            long[] keys = {0};
            while (scan.more() && keys[0] < exactTo) {
                scan.next((key, length) -> keys[0]++);
            }
            return scan.more() ? new Counted(Math.round(keys[0] / scan.share()), false) : new Counted(keys[0], true);
        } catch (RedisException e) {
            throw Trouble.command(place(), "count keys", e);
        }
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
                    Scan scan = new Scan(bulk, pattern, Scan.PAGE, false);
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
    public void mayDo(List<List<String>> commands, String keys) {
        try {
            new Rights(this).need(commands, keys);
        } catch (RedisException e) {
            throw Trouble.command(place(), "tell what its user may do", e);
        }
    }

    @Override
    public Reading ask(String command, List<String> arguments) {
        return Inspecting.of(this, command, arguments).orElseGet(() -> {
            Asking asking = Asking.of(command, arguments);
            return asking.everywhere() ? added(asking) : asking.reading(command("answer " + command, asking::sentTo));
        });
    }

    /** A figure of each primary: of one that stands alone, its own. */
    private Reading added(Asking asking) {
        List<Reading> all = topology().primaries().stream()
                .map(server -> asking.reading(at(server, "answer " + asking.command(), asking::sentTo)))
                .toList();
        if (all.size() == 1) {
            return all.get(0);
        }
        Reading sum = Reading.of(
                all.stream().mapToLong(r -> ((Number) r.value()).longValue()).sum());
        return all.get(0).fact("maxmemory").isEmpty()
                ? sum
                : sum.fact(
                        "maxmemory",
                        all.stream()
                                .mapToLong(r -> (Long) r.fact("maxmemory").orElse(0L))
                                .sum());
    }

    /** One command about one key, or none; each of the lock's few writes can be told from its reply or asked for again. */
    <T> T command(String doing, Question<T> work) {
        return reached(seed -> sessions.ask(seed, doing, work));
    }

    /** As {@link #command}, of one server of a cluster. */
    <T> T at(RedisPlace server, String doing, Question<T> work) {
        return sessions.ask(server, doing, work);
    }

    /** As {@link dev.handrail.target.Visit#ask} says. */
    public static @Nullable Object typed(RedisTarget target, List<String> words, boolean writes) {
        TypedCommand command = TypedCommand.of(words);
        if (!writes) {
            command.mustRead(target);
        } else {
            command.mustLeaveOurs();
        }
        return command.sentTo(target);
    }

    /** True for a command that is known to only read. */
    public static boolean reads(List<String> words) {
        return TypedCommand.of(words).reads();
    }

    /** The commands that are known to only read. */
    public static Set<String> reading() {
        return TypedCommand.reading();
    }

    @Override
    public synchronized void close() {
        connector.close();
    }
}
