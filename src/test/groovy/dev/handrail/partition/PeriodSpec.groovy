package dev.handrail.partition

import dev.handrail.partition.PartitionAction.Step
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import spock.lang.Specification

import java.time.Clock
import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset
import java.time.ZonedDateTime

class PeriodSpec extends Specification {
    static Period period(Step by, String moment) { Period.of(by, ZonedDateTime.parse(moment)) }

    static String span(Period p) { "${p.start().toInstant()} ${p.end().toInstant()}" }

    def "the #by of #moment goes from #from to #to"() {
        expect:
        span(period(by, moment)) == "$from $to"

        where:
        by           | moment                                   || from                   | to
        Step.HOUR    | '2026-11-21T10:23:45Z'                   || '2026-11-21T10:00:00Z' | '2026-11-21T11:00:00Z'
        Step.HOUR    | '2026-11-21T10:23:45+05:30'              || '2026-11-21T04:30:00Z' | '2026-11-21T05:30:00Z'
        Step.DAY     | '2026-11-21T00:00Z'                      || '2026-11-21T00:00:00Z' | '2026-11-22T00:00:00Z'
        Step.DAY     | '2028-02-29T23:59:59Z'                   || '2028-02-29T00:00:00Z' | '2028-03-01T00:00:00Z'
        Step.WEEK    | '2026-11-22T12:00Z'                      || '2026-11-16T00:00:00Z' | '2026-11-23T00:00:00Z'
        Step.WEEK    | '2027-01-01T00:00Z'                      || '2026-12-28T00:00:00Z' | '2027-01-04T00:00:00Z'
        Step.MONTH   | '2026-12-31T23:59Z'                      || '2026-12-01T00:00:00Z' | '2027-01-01T00:00:00Z'
        Step.MONTH   | '2028-02-10T00:00Z'                      || '2028-02-01T00:00:00Z' | '2028-03-01T00:00:00Z'
        Step.QUARTER | '2026-11-21T00:00Z'                      || '2026-10-01T00:00:00Z' | '2027-01-01T00:00:00Z'
        Step.YEAR    | '2026-11-21T00:00Z'                      || '2026-01-01T00:00:00Z' | '2027-01-01T00:00:00Z'
        Step.MONTH   | '2026-03-15T12:00+01:00[Europe/Oslo]'    || '2026-02-28T23:00:00Z' | '2026-03-31T22:00:00Z'
        Step.DAY     | '2026-03-29T12:00+02:00[Europe/Oslo]'    || '2026-03-28T23:00:00Z' | '2026-03-29T22:00:00Z'
        Step.DAY     | '2026-10-25T12:00+01:00[Europe/Oslo]'    || '2026-10-24T22:00:00Z' | '2026-10-25T23:00:00Z'
        // Midnight does not exist in Santiago on the day when its clocks go forward.
        Step.DAY     | '2026-09-06T12:00-03:00[America/Santiago]' || '2026-09-06T04:00:00Z' | '2026-09-07T03:00:00Z'
    }

    def "hours have no hole and no double where the clock is set #set"() {
        given:
        List<Period> hours = period(Step.HOUR, from).around(0, 4)

        expect:
        hours*.shown() == shown
        (0..3).every { hours[it].end() == hours[it + 1].start() }
        hours.collect { Template.usual(Step.HOUR).name('t', it) } == names

        where:
        set       | from                                  || shown                                                                                                                   | names
        'back'    | '2026-10-25T01:10+02:00[Europe/Oslo]' || ['2026-10-25 01:00', '2026-10-25 02:00', '2026-10-25 02:00 (again)', '2026-10-25 03:00', '2026-10-25 04:00']            | ['t_2026_10_25_01', 't_2026_10_25_02', 't_2026_10_25_02b', 't_2026_10_25_03', 't_2026_10_25_04']
        'forward' | '2026-03-29T00:10+01:00[Europe/Oslo]' || ['2026-03-29 00:00', '2026-03-29 01:00', '2026-03-29 03:00', '2026-03-29 04:00', '2026-03-29 05:00']                    | ['t_2026_03_29_00', 't_2026_03_29_01', 't_2026_03_29_03', 't_2026_03_29_04', 't_2026_03_29_05']
    }

    def "a year of #by in #zone is without hole and overlap, and every moment lies in its own"() {
        given:
        List<Period> periods = Period.of(by, ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of(zone))).around(0, count)

        expect:
        (1..count).every { periods[it - 1].end() == periods[it].start() }
        (1..count).every { periods[it].previous() == periods[it - 1] }
        periods.every { Period.of(by, it.start()) == it && Period.of(by, it.end().minusNanos(1)) == it }

        where:
        [by, count, zone] << [[[Step.HOUR, 8760], [Step.DAY, 365], [Step.WEEK, 53], [Step.MONTH, 12], [Step.QUARTER, 4], [Step.YEAR, 2]],
                              ['UTC', 'Europe/Oslo', 'America/Santiago', 'Asia/Kolkata', 'America/St_Johns']].combinations().collect { it.flatten() }
    }

    def "around #from in #zone no moment is left out, held twice or named twice: #by"() {
        given:
        List<Period> periods = Period.of(by, ZonedDateTime.parse(from).withZoneSameInstant(ZoneId.of(zone))).around(count, count)

        expect:
        periods.size() == 2 * count + 1
        (1..<periods.size()).every { periods[it - 1].end() == periods[it].start() && periods[it - 1].start().isBefore(periods[it].start()) }
        periods.every { Period.of(by, it.start()) == it && Period.of(by, it.end().minusNanos(1)) == it }
        periods.collect { Template.usual(by).name('t', it) }.toUnique().size() == periods.size()
        periods.every { Axis.TIMESTAMPTZ.read(Axis.TIMESTAMPTZ.written(it.start())) == it.start().toInstant() }

        where:
        zone                  | from                   | by           | count
        'Australia/Lord_Howe' | '2026-04-04T15:10:00Z' | Step.HOUR    | 6
        'Australia/Lord_Howe' | '2026-10-03T15:40:00Z' | Step.HOUR    | 6
        'America/Havana'      | '2026-11-01T04:30:00Z' | Step.HOUR    | 6
        'America/Havana'      | '2026-11-01T04:30:00Z' | Step.DAY     | 3
        'Asia/Beirut'         | '2026-03-28T22:30:00Z' | Step.DAY     | 3
        'Asia/Kathmandu'      | '1985-12-31T18:40:00Z' | Step.HOUR    | 5
        'Pacific/Apia'        | '2011-12-30T12:00:00Z' | Step.DAY     | 4
        'Africa/Casablanca'   | '2026-02-15T02:30:00Z' | Step.HOUR    | 6
        'America/Santiago'    | '2026-09-06T04:00:00Z' | Step.WEEK    | 4
        'UTC'                 | '2100-02-28T00:00:00Z' | Step.DAY     | 3
        'UTC'                 | '2024-12-30T00:00:00Z' | Step.WEEK    | 60
        'Europe/Dublin'       | '2026-12-31T23:59:59Z' | Step.QUARTER | 9
    }

    def "whatever the moment and the zone, its period holds it, and its neighbours end and begin there"() {
        given:
        Random random = new Random(20261121)
        List<String> zones = ZoneId.availableZoneIds.findAll { it.contains('/') }.sort()

        expect:
        (1..3000).every {
            Step by = Step.values()[random.nextInt(6)]
            ZonedDateTime moment = Instant.ofEpochSecond(random.nextInt(2_000_000_000)).atZone(ZoneId.of(zones[random.nextInt(zones.size())]))
            Period period = Period.of(by, moment)
            boolean holds = !period.start().isAfter(moment) && period.end().isAfter(moment)
            boolean fits = period.next().start() == period.end() && period.previous().end().toInstant() == period.start().toInstant()
            if (!holds || !fits) {
                throw new AssertionError("$by $moment: $period")
            }
            true
        }
    }

    def "#before periods before and #after after the present one"() {
        expect:
        period(Step.MONTH, '2026-11-21T10:00Z').around(before, after)*.shown() == shown

        where:
        before | after || shown
        0      | 0     || ['2026-11']
        1      | 2     || ['2026-10', '2026-11', '2026-12', '2027-01']
    }

    def "people read #shown"() {
        expect:
        period(by, '2027-01-01T13:00Z').shown() == shown

        where:
        by           || shown
        Step.HOUR    || '2027-01-01 13:00'
        Step.DAY     || '2027-01-01'
        Step.WEEK    || '2026-W53'
        Step.MONTH   || '2027-01'
        Step.QUARTER || '2027-Q1'
        Step.YEAR    || '2027'
    }

    def "#text of #axis is #moment"() {
        expect:
        axis.read(text) == moment

        where:
        axis             | text                         || moment
        Axis.DATE        | '2026-12-01'                 || Instant.parse('2026-12-01T00:00:00Z')
        Axis.TIMESTAMP   | '2026-12-01 00:00:00'        || Instant.parse('2026-12-01T00:00:00Z')
        Axis.TIMESTAMP   | '2026-12-01 12:30:00.5'      || Instant.parse('2026-12-01T12:30:00.5Z')
        Axis.TIMESTAMPTZ | '2026-12-01 00:00:00+01'     || Instant.parse('2026-11-30T23:00:00Z')
        Axis.TIMESTAMPTZ | '2026-12-01 00:00:00+05:30'  || Instant.parse('2026-11-30T18:30:00Z')
        Axis.TIMESTAMPTZ | '1880-01-01 00:00:00+00:43:00' || Instant.parse('1879-12-31T23:17:00Z')
        Axis.TIMESTAMPTZ | '10000-01-01 00:00:00+00'    || Instant.parse('+10000-01-01T00:00:00Z')
        Axis.TIMESTAMPTZ | '-infinity'                  || Instant.MIN
        Axis.DATE        | 'infinity'                   || Instant.MAX
    }

    def "a bound of #axis is written #written"() {
        expect:
        axis.written(ZonedDateTime.parse('2026-12-01T00:00+01:00[Europe/Oslo]')) == written

        where:
        axis             || written
        Axis.DATE        || '2026-12-01'
        Axis.TIMESTAMP   || '2026-12-01 00:00:00'
        Axis.TIMESTAMPTZ || '2026-12-01 00:00:00+01:00'
    }

    def "a bound that is no time we know is named"() {
        when:
        Axis.DATE.read('0044-03-15 BC')

        then:
        Problem problem = thrown()
        problem.what().contains('0044-03-15 BC')
    }

    def "a date has no moment: now is what the wall clock of the zone shows"() {
        given:
        Clock clock = Clock.fixed(Instant.parse('2026-11-30T23:30:00Z'), ZoneOffset.UTC)

        expect:
        axis.now(clock, ZoneId.of('Europe/Oslo')).toString() == now

        where:
        axis             || now
        Axis.DATE        || '2026-12-01T00:30Z'
        Axis.TIMESTAMP   || '2026-12-01T00:30Z'
        Axis.TIMESTAMPTZ || '2026-12-01T00:30+01:00[Europe/Oslo]'
    }

    def "#expression holds #from to #to"() {
        expect:
        Bounds.read(expression, Axis.TIMESTAMPTZ) == new Bounds(from, to)

        where:
        expression                                                                      || from                                  | to
        "FOR VALUES FROM ('2026-01-01 01:00:00+01') TO ('2026-02-01 01:00:00+01')"      || Instant.parse('2026-01-01T00:00:00Z') | Instant.parse('2026-02-01T00:00:00Z')
        "FOR VALUES FROM (MINVALUE) TO ('2026-02-01 00:00:00+00')"                      || Instant.MIN                           | Instant.parse('2026-02-01T00:00:00Z')
        "FOR VALUES FROM ('2026-02-01 00:00:00+00') TO (MAXVALUE)"                      || Instant.parse('2026-02-01T00:00:00Z') | Instant.MAX
    }

    def "#template is refused for #by: #what"() {
        when:
        new Template(template).check(by)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what() == what

        where:
        template            | by           || what
        '{table}_{yyy}'     | Step.YEAR    || '{yyy} in the template of partition names is not known'
        '{table}'           | Step.MONTH   || "the template '{table}' gives two partitions the name t"
        '{table}_{MM}'      | Step.MONTH   || "the template '{table}_{MM}' gives two partitions the name t_01"
        '{yyyy}_{MM}'       | Step.DAY     || "the template '{yyyy}_{MM}' gives two partitions the name 2024_01"
        '{yyyy}_{ww}'       | Step.WEEK    || "the template '{yyyy}_{ww}' gives two partitions the name 2024_01"
        '{table}_{yyyy}'    | Step.QUARTER || "the template '{table}_{yyyy}' gives two partitions the name t_2024"
    }

    def "the usual template of #by is a good one"() {
        when:
        Template.usual(by).check(by)

        then:
        noExceptionThrown()

        where:
        by << Step.values()
    }

    def "partitions named #names are named by #template"() {
        given:
        List<Inferring.Named> named = names.withIndex().collect { name, i ->
            Period newest = period(by, '2026-11-21T10:00Z')
            new Inferring.Named(name, i == 0 ? newest : newest.previous())
        }

        expect:
        Inferring.from(named, by).map { it.text() }.orElse(null) == template

        where:
        by           | names                                             || template
        Step.MONTH   | ['audit_logs_2026_11', 'audit_logs_2026_10']      || 'audit_logs_{yyyy}_{MM}'
        Step.MONTH   | ['logs2026_y2026m11', 'logs2026_y2026m10']        || 'logs2026_y{yyyy}m{MM}'
        Step.MONTH   | ['audit_p20261101', 'audit_p20261001']            || 'audit_p{yyyy}{MM}{dd}'
        Step.MONTH   | ['a01_2026_11']                                   || 'a01_{yyyy}_{MM}'
        Step.MONTH   | ['audit-2026-11-part', 'audit-2026-10-part']      || 'audit-{yyyy}-{MM}-part'
        Step.WEEK    | ['audit_2026w47', 'audit_2026w46']                || 'audit_{YYYY}w{ww}'
        Step.WEEK    | ['audit_p20261116']                               || 'audit_p{yyyy}{MM}{dd}'
        Step.QUARTER | ['audit_2026_q4', 'audit_2026_q3']                || 'audit_{yyyy}_q{Q}'
        Step.YEAR    | ['audit_2026']                                    || 'audit_{yyyy}'
        Step.HOUR    | ['audit_2026112110', 'audit_2026112109']          || 'audit_{yyyy}{MM}{dd}{HH}'
        Step.MONTH   | ['audit_nov', 'audit_oct']                        || null
        Step.MONTH   | ['audit_2026_11', 'audit_october']                || null
        Step.MONTH   | ['audit_{x}_2026_11']                             || null
        Step.MONTH   | []                                                || null
    }
}
