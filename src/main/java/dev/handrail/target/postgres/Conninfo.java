package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a connection string says, and nothing that it does not say.
 *
 * @param given values by keyword, never blank
 */
record Conninfo(Map<Keyword, String> given) {
    Conninfo {
        given = Map.copyOf(given);
    }

    /**
     * Reads a keyword string or a URI as libpq does.
     *
     * @param origin where it was written, for messages
     * @throws Problem exit 2 where libpq would refuse it too
     */
    static Conninfo parse(String text, String origin) {
        Map<Keyword, String> given = new EnumMap<>(Keyword.class);
        String trimmed = text.strip();
        Map<String, String> words = trimmed.startsWith("postgres://") || trimmed.startsWith("postgresql://")
                ? new UriReader(trimmed, origin).read()
                : new KeywordReader(trimmed, origin).read();
        words.forEach((word, value) -> {
            if (!value.isEmpty()) {
                given.put(keyword(word, origin), value);
            }
        });
        return new Conninfo(given);
    }

    Optional<String> get(Keyword keyword) {
        return Optional.ofNullable(given.get(keyword));
    }

    /** These values, and {@code other}'s where there are none here. */
    Conninfo or(Conninfo other) {
        Map<Keyword, String> both = new EnumMap<>(Keyword.class);
        both.putAll(other.given);
        both.putAll(given);
        return new Conninfo(both);
    }

    static Keyword keyword(String word, String origin) {
        Keyword keyword = Keyword.of(word);
        if (keyword == null) {
            throw refused("'" + word + "' is no keyword of a connection string", origin);
        }
        return keyword;
    }

    static Problem refused(String what, String origin) {
        return new Problem(
                ExitCode.WRONG,
                what,
                origin,
                "",
                "write service=NAME, or keywords as host=db1 dbname=shop user=migrator,"
                        + " or a URI as postgresql://migrator@db1/shop");
    }
}
