package dev.handrail.partition;

import dev.handrail.partition.PartitionAction.Step;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
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
            case HOUR -> new Period(by, hour(moment));
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

    /** The full hour on the clock, or the moment since then at which the clock was set: some go by half an hour. */
    private static ZonedDateTime hour(ZonedDateTime moment) {
        ZonedDateTime full =
                moment.toOffsetDateTime().truncatedTo(ChronoUnit.HOURS).atZoneSameInstant(moment.getZone());
        ZoneOffsetTransition set = moment.getZone()
                .getRules()
                .previousTransition(moment.toInstant().plusNanos(1));
        return set != null && set.getInstant().isAfter(full.toInstant())
                ? set.getInstant().atZone(moment.getZone())
                : full;
    }

    Period next() {
        if (by == Step.HOUR) {
            return new Period(by, nextHour());
        }
        LocalDate day = start.toLocalDate();
        LocalDate there = switch (by) {
            case HOUR, DAY -> day.plusDays(1);
            case WEEK -> day.plusWeeks(1);
            case MONTH -> day.plusMonths(1);
            case QUARTER -> day.plusMonths(3);
            case YEAR -> day.plusYears(1);
        };
        return at(by, there, start);
    }

    private ZonedDateTime nextHour() {
        ZonedDateTime full = start.toOffsetDateTime()
                .truncatedTo(ChronoUnit.HOURS)
                .plusHours(1)
                .atZoneSameInstant(start.getZone());
        ZoneOffsetTransition set = start.getZone().getRules().nextTransition(start.toInstant());
        return set != null && set.getInstant().isBefore(full.toInstant())
                ? set.getInstant().atZone(start.getZone())
                : full;
    }

    /** By the moment before: a day that a zone left out has no period. */
    Period previous() {
        return of(by, start.minusNanos(1));
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
