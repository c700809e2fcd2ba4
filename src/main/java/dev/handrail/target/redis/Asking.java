package dev.handrail.target.redis;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.CacheReads;
import dev.handrail.runbook.Reading;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One command that only reads. What is not on the list is not sent, whatever it is. */
record Asking(String command, List<String> arguments, Shape shape) {
    /** What a reply means. */
    enum Shape {
        ONE,
        /** A row for each. */
        LIST,
        /** Two by two: a field and its value. */
        PAIRS,
        /** A value for each argument. */
        BY_ARGUMENT,
        /** Lines of {@code field:value}. */
        INFO,
        /** Of these, the memory. */
        MEMORY
    }

    private static final Map<String, Shape> READING = reading();

    private static Map<String, Shape> reading() {
        Map<String, Shape> all = new TreeMap<>();
        CacheReads.COMMANDS.forEach(c -> all.put(c, Shape.ONE));
        List.of("hkeys", "lrange", "smembers", "zrange").forEach(c -> all.put(c, Shape.LIST));
        all.put("hgetall", Shape.PAIRS);
        all.put("mget", Shape.BY_ARGUMENT);
        all.put("info", Shape.INFO);
        return all;
    }

    /**
     * @param command of one word or two, in any case; its second word may also be the first argument
     * @throws Problem exit 2 where it is not one that only reads
     */
    static Asking of(String command, List<String> arguments) {
        List<String> words = CacheReads.words(command, arguments);
        if (words.get(0).equals("memory") && words.size() == 1) {
            return new Asking("memory", List.of(), Shape.MEMORY);
        }
        String name = CacheReads.name(words);
        Shape shape = READING.get(name);
        if (shape == null) {
            throw CacheReads.refused(name);
        }
        return new Asking(name, List.copyOf(words.subList(name.split(" ").length, words.size())), shape);
    }

    /** It is about a server and not about a key. */
    boolean everywhere() {
        return command.equals("dbsize") || command.equals("memory");
    }

    RedisFuture<List<Object>> sentTo(RedisAsyncCommands<String, String> redis) {
        String[] words = (shape == Shape.MEMORY ? "info memory" : command).split(" ");
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
        for (int i = 1; i < words.length; i++) {
            args.add(words[i]);
        }
        arguments.forEach(args::add);
        return redis.dispatch(new Word(words[0]), new ArrayOutput<>(StringCodec.UTF8), args);
    }

    Reading reading(List<@Nullable Object> items) {
        Object first = items.isEmpty() ? null : items.get(0);
        return switch (shape) {
            // A key that is not there is no row, so that some and none mean what they say.
            case ONE -> first == null ? column(List.of()) : Reading.of(first);
            case LIST -> column(items);
            case PAIRS -> pairs(items);
            case BY_ARGUMENT -> byArgument(items);
            case INFO -> rows("field", Info.of(String.valueOf(first)).fields());
            case MEMORY -> {
                Info info = Info.of(String.valueOf(first));
                yield Reading.of(info.number("used_memory")).fact("maxmemory", info.number("maxmemory"));
            }
        };
    }

    private static Reading rows(String first, Map<String, String> fields) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        fields.forEach((name, value) -> rows.add(row(name, value)));
        return Reading.rows(List.of(first, "value"), rows);
    }

    private static Reading pairs(List<?> items) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            rows.add(row(items.get(i), items.get(i + 1)));
        }
        return Reading.rows(List.of("field", "value"), rows);
    }

    private Reading byArgument(List<?> items) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < items.size() && i < arguments.size(); i++) {
            rows.add(row(arguments.get(i), items.get(i)));
        }
        return Reading.rows(List.of("key", "value"), rows);
    }

    private static Reading column(List<?> items) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        items.forEach(item -> rows.add(row(item)));
        return Reading.rows(List.of("value"), rows);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return new ArrayList<>(java.util.Arrays.asList(values));
    }

    /** A command's first word on the wire. */
    record Word(String text) implements ProtocolKeyword {
        @Override
        public byte[] getBytes() {
            return text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return text.toUpperCase(Locale.ROOT);
        }
    }
}
