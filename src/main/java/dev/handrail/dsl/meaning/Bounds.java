package dev.handrail.dsl.meaning;

import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Expectation;
import dev.handrail.validate.Within;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that are bounds, shown as they are said. */
final class Bounds {
    private static final Map<String, String> SHOWN = Map.of(
            "atLeast", "at least", "atMost", "at most", "above", "above", "below", "below", "between", "between");

    private Bounds() {}

    static boolean knows(String word) {
        return SHOWN.containsKey(word);
    }

    static Expectation of(Reading reading, Call answer) {
        double first = Args.bound(reading, answer.argument(0), answer.site().argument(0));
        String shown = SHOWN.get(answer.word()) + " " + shown(answer.argument(0));
        return switch (answer.word()) {
            case "atLeast" -> new Within(first, true, null, false, shown);
            case "above" -> new Within(first, false, null, false, shown);
            case "atMost" -> new Within(null, false, first, true, shown);
            case "below" -> new Within(null, false, first, false, shown);
            default ->
                new Within(
                        first,
                        true,
                        Args.bound(reading, answer.argument(1), answer.site().argument(1)),
                        true,
                        shown + " and " + shown(answer.argument(1)));
        };
    }

    private static String shown(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? number.toPlainString()
                : value instanceof java.time.Duration duration
                        ? dev.handrail.text.Durations.show(duration)
                        : String.valueOf(value);
    }
}
