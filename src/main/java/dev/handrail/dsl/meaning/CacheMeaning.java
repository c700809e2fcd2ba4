package dev.handrail.dsl.meaning;

import dev.handrail.cache.FlushAction;
import dev.handrail.cache.WarmAction;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.problem.Position;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.text.SqlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The actions {@code flush} and {@code warm}. */
final class CacheMeaning {
    private static final Map<String, Shape> SHAPES = Map.of(
            "value",
            Shape.STRING,
            "hash",
            Shape.HASH,
            "set",
            Shape.SET,
            "sortedSet",
            Shape.SORTED_SET,
            "json",
            Shape.JSON);

    private static final Pattern PERCENT = Pattern.compile("([1-9]|[1-8]\\d|90)%");

    private CacheMeaning() {}

    static Action flush(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        boolean everything = options.flag("everything");
        String pattern = options.plain("keys");
        if (everything && pattern != null) {
            scope.reading()
                    .mistake(
                            Code.TWICE, "'keys' and 'everything' exclude each other", options.at(), "keep one of them");
        } else if (!everything && pattern == null) {
            options.missing("'flush' does not say which keys", "add: keys 'perm:*'");
        }
        Span at = call.first("keys").map(k -> k.site().argument(0)).orElse(options.at());
        String cache = scope.cache(options.at());
        String glob = pattern == null ? everything ? "*" : "?:*" : pattern;
        return scope.reading()
                .made(at, Code.BAD_VALUE, () -> new FlushAction(cache, glob, everything))
                .orElse(new FlushAction(cache, "x", true));
    }

    static Action warm(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        SqlText from = options.needed("from", "from 'select …'")
                .map(f -> SqlMeaning.single(scope.reading(), f, 0))
                .orElse(SqlText.of("select 1", Position.NOWHERE));
        Call holds = holds(options);
        return new WarmAction(
                scope.cache(options.at()),
                scope.database(options.at()),
                from,
                SHAPES.getOrDefault(holds.word(), Shape.JSON),
                options.neededPlain("key", "key 'user:{id}'"),
                values(scope.reading(), holds),
                options.duration("ttl"),
                options.whole("batch", 1_000, 1, 1_000_000),
                options.flag("replace"),
                jitter(options));
    }

    private static int jitter(Options options) {
        Call ttl = options.call()
                .first("ttl")
                .filter(c -> c.named().containsKey("jitter"))
                .orElse(null);
        if (ttl == null) {
            return 0;
        }
        Span at = ttl.site().argument("jitter");
        String written = Args.plain(options.reading(), ttl.named().get("jitter"), at, "ttl");
        if (PERCENT.matcher(written).matches()) {
            return Integer.parseInt(written.substring(0, written.length() - 1));
        }
        options.reading()
                .mistake(
                        Code.BAD_VALUE,
                        "'" + written + "' is not a part of the time to live",
                        at,
                        "write a whole number of percent from 1% to 90%, e.g. jitter: '10%'");
        return 0;
    }

    private static Call holds(Options options) {
        List<Call> said = options.call().said().stream()
                .filter(c -> SHAPES.containsKey(c.word()))
                .toList();
        if (said.isEmpty()) {
            options.missing("'warm' does not say what a key holds", "add one of: value, hash, set, sortedSet, json");
            return options.call();
        }
        if (said.size() > 1) {
            options.reading()
                    .mistake(
                            Code.TWICE,
                            "a key holds one kind of value",
                            said.get(1).site().word(),
                            "keep one of: value, hash, set, sortedSet, json");
        }
        return said.get(0);
    }

    private static Map<String, String> values(Reading reading, Call holds) {
        Map<String, String> values = new LinkedHashMap<>();
        holds.named()
                .forEach((name, value) ->
                        values.put(name, Args.plain(reading, value, holds.site().argument(name), holds.word())));
        if (!holds.arguments().isEmpty() && SHAPES.containsKey(holds.word())) {
            values.put("value", Args.plain(reading, holds, 0));
        }
        return values;
    }
}
