package dev.handrail.shell.query;

import dev.handrail.problem.Problem;
import dev.handrail.settings.Environment;
import dev.handrail.target.Visit;
import dev.handrail.target.redis.RedisTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be typed next behind sql or redis. The tables of a database are asked for, and believed for half a minute. */
final class Next {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long BELIEVED_NANOS = 30_000_000_000L;
    private static final List<String> WORDS = List.of(
            "select", "from", "where", "order", "by", "group", "limit", "join", "explain", "with", "count(*)", "on");
    /** Behind them stands a table, or behind the backslash commands nothing else. */
    private static final Set<String> BEFORE_TABLES = Set.of("from", "join", "table", "into", "update", "only");

    private final Ground ground;
    private List<String> tables = List.of();
    private String of = "";
    private long readAt;

    Next(Ground ground) {
        this.ground = ground;
    }

    List<String> behind(List<String> words, Chosen chosen) {
        try {
            Environment environment = ground.environment();
            boolean ofSql = words.get(0).equals("sql");
            String last = words.get(words.size() - 1);
            if (words.size() == 2 && last.equals("on") || ofSql && last.equals("\\c")) {
                return List.copyOf((ofSql ? environment.databases() : environment.caches()).keySet());
            }
            return ofSql ? sql(words, environment, chosen) : redis(words);
        } catch (Problem unknown) {
            return List.of();
        }
    }

    private static List<String> redis(List<String> words) {
        if (words.size() == 2) {
            String first = words.get(1).toLowerCase(Locale.ROOT) + " ";
            return RedisTarget.reading().stream()
                    .filter(name -> name.startsWith(first))
                    .map(name -> name.substring(first.length()))
                    .toList();
        }
        List<String> all = new ArrayList<>();
        if (words.size() == 1) {
            all.add("on");
            RedisTarget.reading().forEach(name -> all.add(name.split(" ")[0]));
        }
        return all.stream().distinct().toList();
    }

    private List<String> sql(List<String> words, Environment environment, Chosen chosen) {
        if (words.size() == 1) {
            List<String> first = new ArrayList<>(Backslash.names());
            first.addAll(List.of("on", "select", "explain", "with", "table"));
            return first;
        }
        List<String> all = new ArrayList<>(
                tables(environment, chosen.of(environment.databases().keySet())));
        String last = words.get(words.size() - 1);
        if (!last.startsWith("\\") && !BEFORE_TABLES.contains(last.toLowerCase(Locale.ROOT))) {
            all.addAll(WORDS);
        }
        return all;
    }

    private List<String> tables(Environment environment, @Nullable String name) {
        String place = environment.name() + "/" + name;
        if (!place.equals(of) || System.nanoTime() - readAt > BELIEVED_NANOS) {
            try (Visit visit = ground.visit(environment, PATIENCE)) {
                tables = visit.database(String.valueOf(name)).catalog(Catalog.NAMES, Map.of()).stream()
                        .map(row -> String.valueOf(row.get("name")))
                        .toList();
                of = place;
                readAt = System.nanoTime();
            }
        }
        return tables;
    }
}
