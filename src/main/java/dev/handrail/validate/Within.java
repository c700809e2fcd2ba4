package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
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
            return nothing(now);
        }
        Object value = Single.of(now);
        if (value == null) {
            return Single.failed(Cell.shown(value), shown);
        }
        if (Cell.nowhere(value)) {
            throw noNumber(value);
        }
        if (!(value instanceof Number) && aboutTime() && now.fact("ms").orElse("") instanceof Number ms) {
            return Single.opinion(holds(Cell.number(ms).orElseThrow()), ms + " ms", shown);
        }
        BigDecimal number = Cell.numeric(value).orElseThrow(() -> Cell.mismatch(value, "a number"));
        return Single.opinion(holds(number), Cell.shown(value), shown);
    }

    /** A metric that is not there holds within no bound, and warns of none: neither may pass for an answer. */
    private Opinion nothing(Reading now) {
        if (now.fact(Single.WHY_NONE).isPresent()) {
            throw new Problem(
                    ExitCode.FAILED,
                    Single.nothing(now),
                    "",
                    "",
                    "see whether it is still reported, and under this name");
        }
        return Single.failed("no row", shown);
    }

    private static Problem noNumber(Object value) {
        return new Problem(
                ExitCode.FAILED,
                value + " was read, which is no number to judge",
                "",
                "e.g. a rate over no samples, or a division by nothing",
                "ask over a longer time, or whether it is reported at all");
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
