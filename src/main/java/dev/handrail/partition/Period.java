package dev.handrail.partition;

import dev.handrail.partition.PartitionAction.Step;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * One hour, day, ISO week, month, quarter or year. It ends where the next one starts, whatever the clocks do between.
 */
record Period(Step by, ZonedDateTime start) {
    /** The period in which {@code moment} lies. */
    static Period of(Step by, ZonedDateTime moment) {
        LocalDate day = moment.toLocalDate();
        return switch (by) {
            case HOUR -> new Period(by, moment.truncatedTo(ChronoUnit.HOURS));
            case DAY -> at(by, day, moment);
            case WEEK -> at(by, day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), moment);
            case MONTH -> at(by, day.withDayOfMonth(1), moment);
            case QUARTER -> at(by, day.with(IsoFields.DAY_OF_QUARTER, 1), moment);
            case YEAR -> at(by, day.withDayOfYear(1), moment);
        };
    }

    private static Period at(Step by, LocalDate day, ZonedDateTime moment) {
        return new Period(by, day.atStartOfDay(moment.getZone()));
    }

    Period next() {
        return moved(1);
    }

    Period previous() {
        return moved(-1);
    }

    private Period moved(int by) {
        if (this.by == Step.HOUR) {
            return of(this.by, start.plusHours(by));
        }
        LocalDate day = start.toLocalDate();
        LocalDate there = switch (this.by) {
            case HOUR, DAY -> day.plusDays(by);
            case WEEK -> day.plusWeeks(by);
            case MONTH -> day.plusMonths(by);
            case QUARTER -> day.plusMonths(3L * by);
            case YEAR -> day.plusYears(by);
        };
        return at(this.by, there, start);
    }

    ZonedDateTime end() {
        return next().start();
    }

    Bounds bounds() {
        return new Bounds(start.toInstant(), end().toInstant());
    }

    /** This period, so many before it and after it, oldest first. */
    List<Period> around(int behind, int ahead) {
        Period first = this;
        for (int i = 0; i < behind; i++) {
            first = first.previous();
        }
        List<Period> periods = new ArrayList<>(List.of(first));
        while (periods.size() < behind + 1 + ahead) {
            periods.add(periods.get(periods.size() - 1).next());
        }
        return periods;
    }

    /** The second of two hours that the clock shows alike, where it was set back. */
    boolean repeated() {
        return by == Step.HOUR
                && start.getZone()
                                .getRules()
                                .getValidOffsets(start.toLocalDateTime())
                                .size()
                        > 1
                && start.getOffset().equals(start.withLaterOffsetAtOverlap().getOffset());
    }

    /** For people: {@code 2026-12}, {@code 2026-W49}, {@code 2026-12-01 13:00}. */
    String shown() {
        return switch (by) {
            case HOUR -> start.toLocalDate() + " " + start.toLocalTime() + (repeated() ? " (again)" : "");
            case DAY -> start.toLocalDate().toString();
            case WEEK -> Template.of("{YYYY}-W{ww}").name("", this);
            case MONTH -> Template.of("{yyyy}-{MM}").name("", this);
            case QUARTER -> Template.of("{yyyy}-Q{Q}").name("", this);
            case YEAR -> Template.of("{yyyy}").name("", this);
        };
    }
}
