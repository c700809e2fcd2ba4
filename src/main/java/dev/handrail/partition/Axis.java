package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of the partition key. Only {@code timestamptz} has moments; the others have local times, which are laid on
 * UTC here, so that no change of clocks makes a hole or a doubled hour.
 */
enum Axis {
    DATE("date", "uuuu-MM-dd"),
    TIMESTAMP("timestamp without time zone", "uuuu-MM-dd HH:mm:ss"),
    TIMESTAMPTZ("timestamp with time zone", "uuuu-MM-dd HH:mm:ssxxxxx");

    private static final Pattern WRITTEN = Pattern.compile("(\\d{4,6})-(\\d\\d)-(\\d\\d)"
            + "(?: (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)([+-]\\d\\d(?::\\d\\d(?::\\d\\d)?)?)?)?");

    private final String type;
    private final DateTimeFormatter format;

    Axis(String type, String format) {
        this.type = type;
        this.format = DateTimeFormatter.ofPattern(format, Locale.ROOT);
    }

    /** The axis of a type as {@code format_type} names it; null where partitions by time can't be of it. */
    static @Nullable Axis of(String type) {
        for (Axis axis : values()) {
            if (axis.type.equals(type)) {
                return axis;
            }
        }
        return null;
    }

    /** The zone in which this axis counts its days, where the author means {@code zone}. */
    ZoneId zone(ZoneId zone) {
        return this == TIMESTAMPTZ ? zone : ZoneOffset.UTC;
    }

    /** Now, as the clock on the wall of {@code zone} shows it. */
    ZonedDateTime now(Clock clock, ZoneId zone) {
        ZonedDateTime wall = clock.instant().atZone(zone);
        return this == TIMESTAMPTZ ? wall : wall.toLocalDateTime().atZone(ZoneOffset.UTC);
    }

    /** A bound in SQL, without its quotes; a moment carries its offset, so that no session setting matters. */
    String written(ZonedDateTime bound) {
        return format.format(bound);
    }

    /** @param text a bound as the server writes it with DateStyle ISO */
    Instant read(String text) {
        if (text.equals("infinity") || text.equals("-infinity")) {
            return text.startsWith("-") ? Instant.MIN : Instant.MAX;
        }
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the partition bound '" + text + "' can't be read",
                    "",
                    "it is no date or time between the years 1 and 999999",
                    "create and retire the partitions of this table with sql");
        }
        LocalDate day = LocalDate.of(number(written, 1), number(written, 2), number(written, 3));
        LocalTime time = written.group(4) == null ? LocalTime.MIDNIGHT : LocalTime.parse(written.group(4));
        ZoneOffset offset = written.group(5) == null ? ZoneOffset.UTC : ZoneOffset.of(written.group(5));
        return LocalDateTime.of(day, time).toInstant(offset);
    }

    private static int number(Matcher written, int group) {
        return Integer.parseInt(written.group(group));
    }
}
