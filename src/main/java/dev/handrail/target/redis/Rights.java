package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cache's user may do, asked without doing it: a command is queued in a transaction that is thrown away. Redis
 * looks at rights when it queues. It knows no other way that needs no rights of an administrator: ACL DRYRUN does.
 */
record Rights(RedisTarget cache) {
    /** @throws Problem exit 7 naming the right that is missing, and what grants it */
    void need(List<List<String>> commands, String keys) {
        for (RedisPlace server : cache.topology().primaries()) {
            try (Bulk bulk = cache.connector().bulk(server)) {
                for (List<String> command : commands) {
                    Optional<String> refusal = refusal(bulk, command);
                    if (refusal.isPresent()) {
                        throw missing(command.get(0), refusal.get(), keys);
                    }
                }
            }
        }
    }

    private static Optional<String> refusal(Bulk bulk, List<String> command) {
        if (tried(bulk, List.of("MULTI")) != null) {
            // No transactions for this user, or none at all: the work itself will tell.
            return Optional.empty();
        }
        String complaint = tried(bulk, command);
        tried(bulk, List.of("DISCARD"));
        // Another server's key is told after the rights were looked at.
        return Optional.ofNullable(complaint).filter(c -> c.startsWith("NOPERM"));
    }

    private static @Nullable String tried(Bulk bulk, List<String> command) {
        Outgoing out = new Outgoing(256).command(command.size());
        command.forEach(out::word);
        bulk.send(out);
        return bulk.replies().complaint();
    }

    private Problem missing(String command, String refusal, String keys) {
        String known = cache.place().user();
        String user = known == null ? "default" : known;
        String right = refusal.contains("key") ? "~" + keys : "+" + command.toLowerCase(java.util.Locale.ROOT);
        String key = right.indexOf(' ') < 0 ? right : "'" + right + "'";
        return new Problem(
                ExitCode.UNREACHABLE,
                "user '" + user + "' of cache '" + cache.place().name() + "' may not "
                        + (right.startsWith("~") ? "do " + command + " on keys " + keys : "do " + command),
                cache.place().shown(),
                refusal.substring("NOPERM".length()).strip(),
                "an administrator grants it: redis-cli ACL SETUSER " + user + " " + key);
    }
}
