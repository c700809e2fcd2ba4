package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Durations;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code atLeast atMost above below between}: bounds on a number, a size, or a duration in milliseconds. */
public record Within(
        @Nullable Double from,
        boolean fromIncluded,
        @Nullable Double to,
        boolean toIncluded,
        String shown) implements Expectation {
    @Override
    public String show() {
        return shown;
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        if (Single.none(now)) {
            return Single.failed("no row", shown);
        }
        Object value = Single.of(now);
        if (value == null || Cell.nowhere(value)) {
            return Single.failed(Cell.shown(value), shown);
        }
        if (!(value instanceof Number) && aboutTime() && now.fact("ms").orElse("") instanceof Number ms) {
            return Single.opinion(holds(Cell.number(ms).orElseThrow()), ms + " ms", shown);
        }
        BigDecimal number = Cell.numeric(value).orElseThrow(() -> Cell.mismatch(value, "a number"));
        return Single.opinion(holds(number), Cell.shown(value), shown);
    }

    private boolean holds(BigDecimal read) {
        int above = from == null ? 1 : read.compareTo(BigDecimal.valueOf(from));
        int below = to == null ? -1 : read.compareTo(BigDecimal.valueOf(to));
        return (above > 0 || above == 0 && fromIncluded) && (below < 0 || below == 0 && toIncluded);
    }

    /** The bound was written as a duration: {@code below 200ms}. */
    private boolean aboutTime() {
        return Durations.parse(shown.substring(shown.lastIndexOf(' ') + 1)).isPresent();
    }
}
