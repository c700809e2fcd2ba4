package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One value that was read or is expected: compared by what it means, shown for people. */
final class Cell {
    private static final int SHOWN = 200;

    private Cell() {}

    /** Numbers of any type as one; a duration as its milliseconds; empty for all else, NaN and infinities included. */
    static Optional<BigDecimal> number(@Nullable Object value) {
        if (value instanceof BigDecimal exact) {
            return Optional.of(exact);
        }
        if (value instanceof Duration duration) {
            return Optional.of(BigDecimal.valueOf(duration.toMillis()));
        }
        if (value instanceof Double || value instanceof Float) {
            double near = ((Number) value).doubleValue();
            return Double.isFinite(near) ? Optional.of(BigDecimal.valueOf(near)) : Optional.empty();
        }
        return value instanceof Number whole ? Optional.of(new BigDecimal(whole.toString())) : Optional.empty();
    }

    /** As {@link #number}, and text that is nothing but a number: what Redis, programs and services say is all text. */
    static Optional<BigDecimal> numeric(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return number(value);
        }
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * True where both mean the same.
     *
     * @throws Problem where they are of kinds that can't be compared, saying what was read
     */
    static boolean same(@Nullable Object read, @Nullable Object expected) {
        if (read == null || expected == null) {
            return read == expected;
        }
        if (number(expected).isPresent()) {
            BigDecimal wanted = number(expected).get();
            return !nowhere(read)
                    && numeric(read)
                                    .orElseThrow(() -> mismatch(read, "a number"))
                                    .compareTo(wanted)
                            == 0;
        }
        if (expected instanceof Boolean) {
            return truth(read) == (Boolean) expected;
        }
        if (read instanceof Number || read instanceof Boolean) {
            throw mismatch(read, "text");
        }
        return read.toString().equals(expected.toString());
    }

    private static boolean truth(Object read) {
        if (read instanceof Boolean truth) {
            return truth;
        }
        if (read.equals("true") || read.equals("false")) {
            return read.equals("true");
        }
        throw mismatch(read, "true or false");
    }

    /** True for NaN and the infinities: numbers, and equal to none that can be written. */
    static boolean nowhere(Object read) {
        return (read instanceof Double || read instanceof Float) && !Double.isFinite(((Number) read).doubleValue());
    }

    /** As it was before, by the same rules but without refusing anything. */
    static boolean unchanged(@Nullable Object now, @Nullable Object before) {
        if (number(now).isPresent() && number(before).isPresent()) {
            return number(now).get().compareTo(number(before).get()) == 0;
        }
        return now == null || before == null ? now == before : now.toString().equals(before.toString());
    }

    static Problem mismatch(Object read, String wanted) {
        String kind = read instanceof Number ? "a number" : read instanceof Boolean ? "true or false" : "text";
        return new Problem(
                ExitCode.FAILED,
                kind + " was read where " + wanted + " is expected",
                "",
                "it is " + shown(read),
                read instanceof Number || read instanceof Boolean
                        ? "write it without quotes: expect " + read
                        : "let the question return " + wanted + ", e.g. with a cast");
    }

    static String whole(Object value) {
        return value instanceof BigDecimal exact ? exact.toPlainString() : value.toString();
    }

    /** For people: {@code NULL}, numbers plainly, long text with its beginning. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        String text = whole(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }
}
