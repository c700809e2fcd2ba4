package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.partition.Shares;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code ranges}, {@code lists} and {@code hash} say. */
final class ShareMeaning {
    private static final int MOST = 10_000;

    private ShareMeaning() {}

    static Shares of(Reading reading, Call kind) {
        return switch (kind.word()) {
            case "ranges" -> new Shares.Ranges(ranges(reading, kind));
            case "lists" -> new Shares.Lists(lists(reading, kind));
            default -> new Shares.Hash(Args.whole(reading, kind, 0, 1, MOST));
        };
    }

    private static Map<String, Shares.Ranges.Ends> ranges(Reading reading, Call kind) {
        Map<String, Shares.Ranges.Ends> ranges = new LinkedHashMap<>();
        lists(reading, kind).forEach((name, ends) -> {
            if (ends.size() == 2) {
                ranges.put(name, new Shares.Ranges.Ends(ends.get(0), ends.get(1)));
            } else {
                mistake(reading, kind, "the range " + name + " has " + ends.size() + " ends");
            }
        });
        return ranges;
    }

    private static Map<String, List<@Nullable String>> lists(Reading reading, Call kind) {
        Map<String, List<@Nullable String>> lists = new LinkedHashMap<>();
        kind.named().forEach((name, values) -> {
            List<?> given = values instanceof List<?> list ? list : List.of();
            if (given.isEmpty()) {
                mistake(reading, kind, "the partition " + name + " holds nothing");
            }
            List<@Nullable String> texts = new ArrayList<>();
            given.forEach(value -> texts.add(text(reading, kind, value)));
            lists.put(name, texts);
        });
        return lists;
    }

    private static @Nullable String text(Reading reading, Call kind, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof BigDecimal number
                ? number.toPlainString()
                : Args.plain(reading, value, kind.site().word(), kind.word());
    }

    private static void mistake(Reading reading, Call kind, String what) {
        reading.mistake(
                Code.BAD_VALUE,
                what,
                kind.site().word(),
                kind.word().equals("ranges")
                        ? "write from where and to just before where: ranges low: [0, 1_000_000]"
                        : "write its values: lists eu: ['de', 'fr']");
    }
}
