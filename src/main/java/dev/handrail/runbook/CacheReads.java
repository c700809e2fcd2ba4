package dev.handrail.runbook;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a cache may be asked: commands that only read, by name, so that a runbook can be refused before anything runs. */
public final class CacheReads {
    /** Commands of Redis; what is not here is not sent, whatever it is. */
    public static final Set<String> COMMANDS = Set.of(
            "ping",
            "get",
            "mget",
            "strlen",
            "getrange",
            "hget",
            "hgetall",
            "hkeys",
            "hlen",
            "hexists",
            "exists",
            "type",
            "ttl",
            "pttl",
            "llen",
            "lindex",
            "lrange",
            "scard",
            "sismember",
            "smembers",
            "zcard",
            "zscore",
            "zcount",
            "zrange",
            "dbsize",
            "memory usage",
            "object encoding",
            "lastsave",
            "info");

    /** Questions of our own, each made of several commands that only read. */
    private static final List<String> OURS =
            List.of("count", "memory", "size", "hit rate", "ttls", "big keys", "clients", "slowlog");

    private CacheReads() {}

    /**
     * @param command of one word or two, in any case; its second word may also be the first argument
     * @throws Problem exit 2 where it is not one that only reads
     */
    public static void require(String command, List<String> arguments) {
        String plain = command.strip().toLowerCase(Locale.ROOT);
        List<String> words = words(plain, arguments);
        if (!OURS.contains(plain) && !COMMANDS.contains(name(words))) {
            throw refused(name(words));
        }
    }

    /** Command and arguments, word by word. */
    public static List<String> words(String command, List<String> arguments) {
        List<String> words =
                new ArrayList<>(List.of(command.strip().toLowerCase(Locale.ROOT).split("\\s+")));
        words.addAll(arguments);
        return words;
    }

    /** The command that words begin with: {@code get}, {@code memory usage}. */
    public static String name(List<String> words) {
        int length = List.of("memory", "object").contains(words.get(0)) ? 2 : 1;
        return String.join(" ", words.subList(0, Math.min(length, words.size())))
                .toLowerCase(Locale.ROOT);
    }

    public static Problem refused(String name) {
        return new Problem(
                ExitCode.WRONG,
                "redis '" + name + "' is not a question: it may change something, or hold the server up",
                "",
                "questions are: " + String.join(", ", OURS) + ", " + String.join(", ", new TreeSet<>(COMMANDS)),
                "ask with one of these; to unlink keys use flush, to write them use warm");
    }
}
