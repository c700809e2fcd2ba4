package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation.Opinion;
import dev.handrail.runbook.Reading;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reading of which one value is judged. */
final class Single {
    /** Why there is no row, where the question knows. */
    static final String WHY_NONE = "none";

    private static final String COUNT = "count";

    private Single() {}

    /**
     * Judges the one value; without a row nothing holds.
     *
     * @throws Problem where there are several rows or columns: which of them was meant is not ours to guess
     */
    static Opinion judge(Reading now, String expected, Function<@Nullable Object, Boolean> holds) {
        if (none(now)) {
            return failed(nothing(now), expected);
        }
        Object value = of(now);
        return opinion(holds.apply(value), Cell.shown(value), expected);
    }

    /** As {@link #judge}, with words of its own for what was seen; NULL does not hold. */
    static Opinion judgeShown(Reading now, String expected, Function<Object, Opinion> judge) {
        if (now.total() == 0) {
            return failed(now.fact(WHY_NONE).map(String::valueOf).orElse("none"), expected);
        }
        Object value = of(now);
        return value == null ? failed("NULL", expected) : judge.apply(value);
    }

    /** True where nothing was read that could be judged as one value. */
    static boolean none(Reading now) {
        return now.total() == 0 && now.fact(COUNT).isEmpty();
    }

    /** For people: why nothing was read. */
    static String nothing(Reading now) {
        return now.fact(WHY_NONE).map(String::valueOf).orElse("no row");
    }

    /** The one value, or how many rows there are where that is what the question counts; null for NULL and no row. */
    static @Nullable Object of(Reading now) {
        Object counted = now.fact(COUNT).orElse(null);
        if (counted != null) {
            return counted;
        }
        if (now.total() > 1 || now.columns().size() > 1) {
            String seen =
                    now.total() > 1 ? now.total() + " rows" : now.columns().size() + " columns";
            throw new Problem(
                    ExitCode.FAILED,
                    seen + " were read where one value is expected",
                    "",
                    first(now),
                    "ask for one value, e.g. with count(*) or max(…); for all rows there are some, none and eachRow");
        }
        return now.value();
    }

    /** The first row, to recognize what was read. */
    static String first(Reading now) {
        return now.rows().isEmpty() ? "" : "the first row: " + row(now, 0);
    }

    /** {@code name=ana, age=NULL}; one column without its name. */
    static String row(Reading now, int index) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < now.columns().size(); i++) {
            String value = Cell.shown(now.rows().get(index).get(i));
            text.append(i == 0 ? "" : ", ");
            text.append(now.columns().size() == 1 ? value : now.columns().get(i) + "=" + value);
        }
        return text.toString();
    }

    static Opinion opinion(boolean holds, String seen, String expected) {
        return holds ? Opinion.of(true, seen) : failed(seen, expected);
    }

    static Opinion failed(String seen, String expected) {
        return Opinion.of(false, seen + ", expected " + expected);
    }

    /**
     * What a question learned beside its value.
     *
     * @throws Problem where this kind of question does not learn it
     */
    static <T> T fact(Reading now, String name, Class<T> type, String wanted) {
        Optional<Object> fact = now.fact(name);
        return fact.filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new Problem(
                        ExitCode.WRONG,
                        "the question's answer has no " + name,
                        "",
                        wanted,
                        "judge its value instead, e.g. with expect 0 or some"));
    }
}
