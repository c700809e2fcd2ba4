package dev.handrail.target.redis;

import dev.handrail.runbook.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that took longest of those that Redis keeps; without their arguments, which may be secret. */
record SlowLog(RedisTarget cache) {
    private static final int KEPT = 128;

    Reading read(int shown) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (RedisPlace server : cache.topology().primaries()) {
            for (Object entry : cache.at(server, "read the slow log", r -> r.slowlogGet(KEPT))) {
                List<?> told = (List<?>) entry;
                rows.add(Arrays.asList(
                        told.get(1), BigDecimal.valueOf((Long) told.get(2), 3), command((List<?>) told.get(3))));
            }
        }
        rows.sort(Comparator.comparing((List<@Nullable Object> row) -> (BigDecimal) row.get(1))
                .reversed());
        return Reading.rows(
                List.of("at", "ms", "command"), rows.stream().limit(shown).toList());
    }

    private static String command(List<?> words) {
        Object first = words.isEmpty() ? "" : words.get(0);
        return first instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : String.valueOf(first);
    }
}
