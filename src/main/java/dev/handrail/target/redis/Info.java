package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Cache.Identity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Redis says of itself with INFO. */
record Info(Map<String, String> fields) {
    private static final List<String> ADDED = List.of(
            "used_memory",
            "maxmemory",
            "evicted_keys",
            "expired_keys",
            "connected_clients",
            "blocked_clients",
            "keyspace_hits",
            "keyspace_misses");

    static Info of(String reply) {
        Map<String, String> fields = new LinkedHashMap<>();
        reply.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new Info(fields);
    }

    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    long number(String field) {
        String text = text(field);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    Identity identity(RedisPlace place) {
        return new Identity(
                place.known(),
                place.knownPort(),
                place.number(),
                text("redis_version"),
                text("role"),
                keys(place.number()),
                number("used_memory"),
                number("maxmemory"));
    }

    /** From {@code db0:keys=12,expires=0,avg_ttl=0}; without a line there is no key. */
    private long keys(int number) {
        String line = text("db" + number);
        return line.startsWith("keys=") ? Long.parseLong(line.substring(5, line.indexOf(','))) : 0;
    }

    boolean cluster() {
        return text("redis_mode").equals("cluster");
    }

    /** Several servers as one: their figures added up, all else as the first one says. */
    static Info together(List<Info> servers) {
        Map<String, String> all = new LinkedHashMap<>(servers.get(0).fields());
        for (String figure : ADDED) {
            all.put(
                    figure,
                    Long.toString(
                            servers.stream().mapToLong(i -> i.number(figure)).sum()));
        }
        all.put("db0", "keys=" + servers.stream().mapToLong(i -> i.keys(0)).sum() + ",");
        return new Info(all);
    }

    /** @throws Problem exit 7 where it holds no keys, as a sentinel */
    Info keeper(RedisPlace place) {
        String mode = text("redis_mode");
        if (mode.isEmpty() || mode.equals("standalone") || cluster()) {
            return this;
        }
        throw new Problem(
                ExitCode.UNREACHABLE,
                "cache '" + place.name() + "' is a " + mode,
                place.shown(),
                "it holds no keys of its own",
                "bind the master that it names: redis-cli SENTINEL masters");
    }

    /** @throws Problem exit 7 where it is a replica */
    Info master(RedisPlace place) {
        if (text("role").equals("master")) {
            return this;
        }
        throw new Problem(
                ExitCode.UNREACHABLE,
                "cache '" + place.name() + "' is a replica and takes no changes",
                place.shown(),
                "its master is " + text("master_host") + ":" + text("master_port"),
                "bind the master");
    }
}
