package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.live.LivePostgres
import dev.handrail.shell.session.Seat
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.YearMonth
import java.time.ZoneOffset

/** The command that shows partitions, and the runbook that keeps them, headless as cron runs it. */
@Requires({ LivePostgres.available })
class PartitionsSpec extends Specification {
    @TempDir
    Path folder
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase('parts')
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString(), PATH: System.getenv('PATH')],
            folder, { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString(), '--database', 'main=' + server.conninfo(name)] + (words as List)) as String[]).status()
    }

    private List<Map> records() { out.toString().readLines().collect { Json.read(it) as Map } }

    def "partitions are shown with what they hold, gaps, and when the next is due"() {
        given:
        String now = YearMonth.now(ZoneOffset.UTC)
        String next = YearMonth.now(ZoneOffset.UTC).plusMonths(1)
        server.execute(name, 'create table audit (at timestamptz not null, note text) partition by range (at)',
            "create table audit_now partition of audit for values from ('$now-01 00:00+00') to ('$next-01 00:00+00')",
            "create table audit_old partition of audit for values from ('2020-01-01 00:00+00') to ('2020-02-01 00:00+00')",
            "insert into audit select '2020-01-05', 'x' from generate_series(1, 1500)", 'analyze audit_old',
            'create table "Odd; name" (a text, b int) partition by list (a)', 'create table "o\'ne" partition of "Odd; name" for values in (\'x\', null)',
            'create table numbers (a int) partition by range (a)', 'create table n1 partition of numbers for values from (minvalue) to (9)',
            'create table n2 partition of numbers for values from (100) to (200)', 'create table n3 partition of numbers for values from (10) to (100)',
            'create table two (a int, b int) partition by range (a, b)', 'create table two1 partition of two for values from (1, 1) to (2, 2)',
            'create table parts (a int) partition by hash (a)', 'create table p0 partition of parts for values with (modulus 2, remainder 0)')

        expect:
        handrail('partitions') == 0
        def lines = out.toString().readLines()
        lines.find { it.startsWith('public.audit ') }.contains('RANGE (at)  2 partitions')
        lines.any { it =~ /^public.audit_old +1,500 .* attached +FROM \('2020-01-01/ }
        lines.any { it.startsWith('gap: from 2020-02-01 00:00:00+00 to ') }
        lines.any { it.startsWith("next due: $next-01 00:00:00+00, in ") }
        lines.any { it.contains('"Odd; name"') }
        lines.any { it == 'gap: from 9 to 10: rows are refused' }
        lines.findAll { it =~ /^public.n\d/ }*.take(9)*.strip() == ['public.n1', 'public.n3', 'public.n2']

        and:
        handrail('--json', 'partitions', 'audit') == 0
        records().size() == 1
        records()[0].with { [it.table, it.strategy, it.partitions*.name, it.partitions*.rows, it.nextDue] } ==
            ['public.audit', 'range', ['public.audit_old', 'public.audit_now'], [1500, -1], "$next-01 00:00:00+00".toString()]

        and:
        handrail('partitions', 'nothing') == 1
        err.toString().contains('there is no partitioned table nothing')
    }

    def "without a bound database the command says what to name"() {
        when:
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()],
            folder, { Optional.empty() }, { 100 }, false, false, false)

        then:
        Front.run(seat, ['--home', folder.resolve('home').toString(), 'partitions'] as String[]).status() == 2
        err.toString().contains('--database main=service=')
    }

    def "the monthly runbook keeps the partitions, and finds nothing to do the second time"() {
        given:
        Path books = Files.createDirectories(folder.resolve('runbooks'))
        Files.copy(Path.of('runbooks/monthly-partitions.groovy'), books.resolve('monthly-partitions.groovy'))
        server.execute(name, new File('runbooks/monthly-partitions/sandbox/main.sql').text)
        String[] words = ['run', 'monthly-partitions', '--env', 'night', '--yes', 'changes', '--no-input']

        when:
        int first = handrail(words)

        then:
        first == 0
        server.value(name, "select count(*) from pg_inherits where inhparent = 'events'::regclass") == 17
        server.value(name, "select count(*) from pg_partition_tree('orders') where level = 2") == 32
        server.value(name, "select count(*) from pg_inherits where inhparent = 'visits'::regclass") == 15
        folder.resolve('home/archive').toFile().list().length == 2

        when:
        int second = handrail(words)

        then:
        second == 0
        server.value(name, "select count(*) from pg_inherits where inhparent = 'events'::regclass") == 17

        when: 'a row has fallen into the default partition'
        server.execute(name, "insert into events (at, what) values (date_trunc('month', now() at time zone 'utc') + interval '4 months 1 day', 'early')")
        int stopped = handrail([*words, '--set', 'months-ahead=4'] as String[])

        then:
        stopped == 4
        err.toString().contains('--consent partitions/events=move-default-rows')
        handrail('resume', '--yes', 'changes', '--env', 'night', '--consent', 'partitions/events=move-default-rows') == 0
        server.value(name, 'select count(*) from only events_rest') == 0
    }
}
