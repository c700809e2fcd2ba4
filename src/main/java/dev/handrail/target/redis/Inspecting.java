package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Durations;
import io.lettuce.core.RedisException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about a cache as a whole, for which Redis has no single command. */
record Inspecting(RedisTarget cache, List<String> arguments) {
    private static final int LOOKED_AT = 100_000;
    private static final int SHOWN = 10;
    private static final int LONG = 160;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** @return empty where {@code command} is none of these */
    static Optional<Reading> of(RedisTarget cache, String command, List<String> arguments) {
        Inspecting all = new Inspecting(cache, arguments);
        try {
            return switch (String.join(
                    " ", command.strip().toLowerCase(Locale.ROOT).split("\\s+"))) {
                case "hit rate" -> Optional.of(all.hitRate(all.only(command, "'10s'")));
                case "ttls" -> Optional.of(all.lives(all.only(command, "'perm:*'")));
                case "big keys" -> Optional.of(all.bigKeys(all.only(command, "'perm:*'")));
                case "size" -> Optional.of(all.size(all.only(command, "'perm:*'")));
                case "clients" -> Optional.of(all.clients());
                case "slowlog" -> Optional.of(new SlowLog(cache).read(SHOWN));
                default -> Optional.empty();
            };
        } catch (RedisException e) {
            throw Trouble.command(cache.place(), "answer " + command, e);
        }
    }

    private String only(String command, String example) {
        if (arguments.size() == 1) {
            return arguments.get(0);
        }
        throw new Problem(
                ExitCode.WRONG,
                "redis '" + command + "' takes one argument",
                "",
                arguments.size() + " were given",
                "write: redis '" + command + "', " + example);
    }

    /** The share of lookups that found their key, between now and then. */
    private Reading hitRate(String time) {
        Duration wait = Durations.parse(time)
                .filter(d -> d.compareTo(LONGEST) <= 0 && !d.isZero())
                .orElse(null);
        if (wait == null) {
            throw new Problem(
                    ExitCode.WRONG, "'" + time + "' is no time to watch lookups for", "", "", "write '1s' to '60s'");
        }
        Info before = cache.info();
        Pause.of(wait);
        Info after = cache.info();
        long hits = after.number("keyspace_hits") - before.number("keyspace_hits");
        long misses = after.number("keyspace_misses") - before.number("keyspace_misses");
        Reading reading = hits + misses <= 0
                ? Reading.rows(List.of("value"), List.of())
                : Reading.of(
                        BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(hits + misses), 4, RoundingMode.HALF_UP));
        return reading.fact("hits", hits).fact("misses", misses);
    }

    private Reading lives(String pattern) {
        Map<String, Long> lives = new LinkedHashMap<>();
        List.of("for ever", "under 1m", "under 1h", "under 1d", "1d and longer").forEach(l -> lives.put(l, 0L));
        long seen = figures(pattern).each(List.of("PTTL"), (key, left) -> lives.merge(life(left), 1L, Long::sum));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        lives.forEach((life, keys) -> rows.add(Arrays.asList(life, keys)));
        return Reading.rows(List.of("life", "keys"), rows).fact("keys", seen);
    }

    private static String life(long left) {
        if (left < 0) {
            return "for ever";
        }
        return left < MINUTE ? "under 1m" : left < HOUR ? "under 1h" : left < DAY ? "under 1d" : "1d and longer";
    }

    private Reading bigKeys(String pattern) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        // equals by name: SCAN gives them in another order on every server
        Comparator<List<@Nullable Object>> largest = Comparator.<List<@Nullable Object>, Long>comparing(
                        row -> -(Long) row.get(1))
                .thenComparing(row -> (String) row.get(0));
        long seen = figures(pattern).each(List.of("MEMORY", "USAGE"), (key, bytes) -> {
            rows.add(Arrays.asList(key.length() <= LONG ? key : key.substring(0, LONG) + "…", bytes));
            if (rows.size() > 10 * SHOWN) {
                rows.sort(largest);
                rows.subList(SHOWN, rows.size()).clear();
            }
        });
        rows.sort(largest);
        return Reading.rows(List.of("key", "bytes"), rows.stream().limit(SHOWN).toList())
                .fact("keys", seen);
    }

    private Reading size(String pattern) {
        long[] bytes = {0};
        long seen = figures(pattern).each(List.of("MEMORY", "USAGE"), (key, each) -> bytes[0] += Math.max(0, each));
        long keys = seen < LOOKED_AT ? seen : cache.count(pattern, Long.MAX_VALUE);
        long all = seen == 0 ? 0 : (long) ((double) bytes[0] / seen * keys);
        return Reading.of(all).fact("keys", keys).fact("looked at", seen);
    }

    private KeyFigures figures(String pattern) {
        return new KeyFigures(cache, pattern, LOOKED_AT);
    }

    private Reading clients() {
        Info info = cache.info();
        return Reading.of(info.number("connected_clients")).fact("blocked", info.number("blocked_clients"));
    }
}
