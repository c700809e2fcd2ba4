package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;

/** Moments as PostgreSQL and we write them: {@code 2026-11-21 12:00:00.5+00}, {@code 2026-11-21T12:00:00Z}. */
final class Moments {
    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:mm", "Z")
            .toFormatter(java.util.Locale.ROOT);

    private Moments() {}

    /** @throws Problem where {@code value} is no moment, or one without a time zone */
    static Instant of(Object value) {
        String text = value.toString().strip().replace(' ', 'T');
        String whole = text.matches(".*[+-]\\d\\d") ? text + ":00" : text;
        try {
            return OffsetDateTime.parse(whole, WRITTEN).toInstant();
        } catch (DateTimeParseException e) {
            throw new Problem(
                    ExitCode.FAILED,
                    "a moment is expected, with its time zone",
                    "",
                    "it is " + Cell.shown(value),
                    "let the question return one, e.g. max(created_at)::timestamptz",
                    e);
        }
    }
}
