package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation.Opinion;
import dev.handrail.runbook.Reading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reading held against an earlier one, which may have been through the journal: numbers' types do not count. */
final class Earlier {
    private Earlier() {}

    static Problem missing() {
        return new Problem(
                ExitCode.FAILED,
                "there is no earlier reading to compare with",
                "",
                "it is taken just before the step, or before the run",
                "take the step back and run it again, or judge against a figure of your own");
    }

    static Opinion compare(Reading now, Reading before, String expected) {
        if (now.total() != before.total()) {
            return Single.failed(now.total() + " rows, before " + before.total(), expected);
        }
        for (String fact : List.of("status", "exit")) {
            if (!Cell.unchanged(now.fact(fact).orElse(null), before.fact(fact).orElse(null))) {
                return differs(now.fact(fact).orElse(null), before.fact(fact).orElse(null), expected);
            }
        }
        for (int row = 0; row < now.rows().size(); row++) {
            List<@Nullable Object> mine = now.rows().get(row);
            List<@Nullable Object> theirs = before.rows().get(row);
            for (int i = 0; i < mine.size(); i++) {
                if (mine.size() != theirs.size() || !Cell.unchanged(mine.get(i), theirs.get(i))) {
                    return now.total() == 1 && mine.size() == 1
                            ? differs(mine.get(0), theirs.get(0), expected)
                            : differs(Single.row(now, row), Single.row(before, row), expected);
                }
            }
        }
        return Opinion.of(true, now.shown());
    }

    private static Opinion differs(@Nullable Object now, @Nullable Object before, String expected) {
        return Single.failed(Cell.shown(now) + ", before " + Cell.shown(before), expected);
    }

    /**
     * The figure that a reading is compared by: the median of what was measured, the value where it is a number, else
     * the time that the answer took.
     */
    static double figure(Reading read) {
        List<Double> measured = measured(read);
        if (!measured.isEmpty()) {
            return measured.get((measured.size() - 1) / 2);
        }
        Object value = Single.of(read);
        Optional<BigDecimal> number =
                Cell.numeric(value).or(() -> Cell.number(read.fact("ms").orElse(null)));
        return number.orElseThrow(() -> Cell.mismatch(value == null ? "NULL" : value, "a number"))
                .doubleValue();
    }

    /** Milliseconds, shortest first; empty where nothing was measured more than once. */
    static List<Double> measured(Reading read) {
        if (!(read.fact("ms").orElse("") instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .map(ms -> Cell.number(ms).map(BigDecimal::doubleValue).orElse(null))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** Four digits that count. */
    static String plain(double figure) {
        return BigDecimal.valueOf(figure)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    static String percent(double share) {
        return BigDecimal.valueOf(share * 100)
                        .setScale(1, java.math.RoundingMode.DOWN)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }
}
