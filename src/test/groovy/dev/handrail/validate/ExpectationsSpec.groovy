package dev.handrail.validate

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Expectation
import dev.handrail.runbook.Expectation.Baseline
import dev.handrail.runbook.Reading
import dev.handrail.seen.Seen
import dev.handrail.problem.Position
import dev.handrail.text.SqlText
import java.time.Duration
import spock.lang.Specification

class ExpectationsSpec extends Specification {
    static final Reading NO_ROW = Reading.rows(['n'], [])
    static final Reading TWO_ROWS = Reading.rows(['n'], [[1L], [2L]])
    static final Reading TWO_COLUMNS = Reading.rows(['a', 'b'], [[1L, 2L]])

    private static Expectation.Opinion judge(Expectation expectation, Reading now, Reading before = null, Seen targets = new Seen()) {
        expectation.judge(now, before, targets)
    }

    def "read #read, expected #expected: #holds"() {
        when:
        Expectation.Opinion opinion = judge(new Equal(expected), Reading.of(read))

        then:
        opinion.holds() == holds
        opinion.seen() == seen

        where:
        read                     | expected                | holds | seen
        0L                       | 0                       | true  | '0'
        3L                       | 0                       | false | '3, expected 0'
        1.50G                    | 1.5G                    | true  | '1.50'
        2.0d                     | 2                       | true  | '2.0'
        100000000000000000001G   | 100000000000000000000G  | false | '100000000000000000001, expected 100000000000000000000'
        0.1d                     | 0.1G                    | true  | '0.1'
        -1L                      | -1                      | true  | '-1'
        '5'                      | 5                       | true  | '5'
        ' 5.0\n'                 | 5                       | true  | ' 5.0\n'
        Double.NaN               | 0                       | false | 'NaN, expected 0'
        null                     | 0                       | false | 'NULL, expected 0'
        null                     | null                    | true  | 'NULL'
        'x'                      | null                    | false | 'x, expected NULL'
        'YES'                    | 'YES'                   | true  | 'YES'
        'yes'                    | 'YES'                   | false | 'yes, expected YES'
        'YES '                   | 'YES'                   | false | 'YES , expected YES'
        true                     | true                    | true  | 'true'
        false                    | true                    | false | 'false, expected true'
        'true'                   | true                    | true  | 'true'
        5000L                    | Duration.ofSeconds(5)   | true  | '5000'
    }

    def "read #read where #expected is expected: they can't be compared, and what was read is said"() {
        when:
        judge(new Equal(expected), Reading.of(read))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.FAILED
        problem.what() == what
        problem.why() == "it is $read"

        where:
        read  | expected | what
        'abc' | 0        | 'text was read where a number is expected'
        ''    | 0        | 'text was read where a number is expected'
        5L    | '5'      | 'a number was read where text is expected'
        true  | 'true'   | 'true or false was read where text is expected'
        true  | 1        | 'true or false was read where a number is expected'
        1L    | true     | 'a number was read where true or false is expected'
        't'   | true     | 'text was read where true or false is expected'
    }

    def "without a row nothing holds: #expectation"() {
        expect:
        !judge(expectation, NO_ROW).holds()

        where:
        expectation << [new Equal(0), new Equal(null), new Equal(''), new OneOf([0]), new Matching(~/.*/),
                        new Within(null, false, 5.0d, true, 'at most 5'), new YoungerThan(Duration.ofHours(1)),
                        new Valid(), new EachRow('n', new Equal(1)), new Rows(true)]
    }

    def "several rows or columns where one value is expected are refused, not guessed at: #expectation"() {
        when:
        judge(expectation, reading)

        then:
        Problem problem = thrown()
        problem.what() == what
        problem.why() == why

        where:
        [expectation, second] << [[new Equal(1), new OneOf([1]), new Matching(~/1/),
                                   new Within(0.0d, true, null, false, 'at least 0'),
                                   new YoungerThan(Duration.ofHours(1))],
                                  [[TWO_ROWS, '2 rows were read where one value is expected', 'the first row: 1'],
                                   [TWO_COLUMNS, '2 columns were read where one value is expected', 'the first row: a=1, b=2']]
                                 ].combinations()
        reading = second[0]
        what = second[1]
        why = second[2]
    }

    def "one of several values, of whatever kinds: #read"() {
        expect:
        judge(new OneOf(['active', 5, true]), Reading.of(read)).holds() == holds

        where:
        read     | holds
        'active' | true
        5.0G     | true
        true     | true
        'true'   | true
        '5'      | true
        'other'  | false
        6L       | false
        null     | false
    }

    def "the whole text has to match: #read"() {
        expect:
        judge(new Matching(~/v\d+/), Reading.of(read)).holds() == holds

        where:
        read     | holds
        'v12'    | true
        'v12 '   | false
        'a v12'  | false
        null     | false
    }

    def "#read is #shown: #holds"() {
        expect:
        judge(new Within(from, fromIn, to, toIn, shown), Reading.of(read)).holds() == holds

        where:
        from | fromIn | to    | toIn  | shown             | read   | holds
        5d   | true   | null  | false | 'at least 5'      | 5L     | true
        5d   | true   | null  | false | 'at least 5'      | 4.99G  | false
        5d   | false  | null  | false | 'above 5'         | 5L     | false
        5d   | false  | null  | false | 'above 5'         | 5.01d  | true
        null | false  | 5d    | true  | 'at most 5'       | 5.0d   | true
        null | false  | 5d    | false | 'below 5'         | 5L     | false
        null | false  | 5d    | false | 'below 5'         | -5L    | true
        1d   | true   | 100d  | true  | 'between 1 and 5' | 100L   | true
        1d   | true   | 100d  | true  | 'between 1 and 5' | 101L   | false
        null | false  | 0.02d | false | 'below 0.020'     | 0.02d  | false
        null | false  | 0.02d | false | 'below 0.020'     | '0.01' | true
        null | false  | 5d    | false | 'below 5'         | null   | false
    }

    def "a bound against text says what was read"() {
        when:
        judge(new Within(null, false, 5.0d, false, 'below 5'), Reading.of('00:00:05'))

        then:
        Problem problem = thrown()
        problem.why() == 'it is 00:00:05'
    }

    def "a bound that is a duration judges how long the answer took, where the answer is no number"() {
        given:
        Reading health = Reading.of('ok').fact('ms', 120L)

        expect:
        judge(new Within(null, false, 200.0d, false, 'below 200ms'), health).seen() == '120 ms'
        !judge(new Within(null, false, 100.0d, false, 'below 100ms'), health).holds()
        judge(new Within(null, false, 100.0d, false, 'below 100ms'), Reading.of(50L).fact('ms', 120L)).holds()

        when:
        judge(new Within(null, false, 200.0d, false, 'below 200'), health)

        then:
        thrown(Problem)
    }

    def "some and none count rows and show the first"() {
        expect:
        judge(new Rows(some), reading).holds() == holds
        judge(new Rows(some), reading).seen() == seen

        where:
        some  | reading                                                | holds | seen
        true  | TWO_ROWS                                               | true  | '2 rows, the first row: 1'
        false | TWO_ROWS                                               | false | '2 rows, the first row: 1, expected no row'
        false | NO_ROW                                                 | true  | 'no row'
        true  | NO_ROW                                                 | false | 'no row, expected some row'
        false | Reading.rows(['pid', 'query'], [[7L, 'select 1']])     | false | '1 row, the first row: pid=7, query=select 1, expected no row'
    }

    def "a count is one row whatever it counts: some and none are refused for it"() {
        when:
        judge(new Rows(some), Reading.rows(['count'], [[0L]]))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.remedy().contains('expect atLeast(1)')

        where:
        some << [true, false]
    }

    def "the status, the exit and what a program complained about"() {
        expect:
        judge(expectation, reading).seen() == seen
        judge(expectation, reading).holds() == holds

        where:
        expectation     | reading                                                          | holds | seen
        new Status(200) | Reading.of('ok').fact('status', 200L)                            | true  | 'status 200'
        new Status(204) | Reading.of('no').fact('status', 503L)                            | false | 'status 503, expected status 204'
        new Exit(0)     | Reading.of('').fact('exit', 0L)                                  | true  | 'exit 0'
        new Exit(0)     | Reading.of('').fact('exit', 1L).fact('stderr', 'no such host')   | false | 'exit 1 (no such host), expected exit 0'
        new Valid()     | Reading.of('create index').fact('valid', true)                   | true  | 'valid'
        new Valid()     | Reading.of('create index').fact('valid', false)                  | false | 'not valid, expected valid'
        new Valid()     | NO_ROW                                                           | false | 'there is none, expected valid'
    }

    def "an answer that the question can't have is refused: #expectation"() {
        when:
        judge(expectation, Reading.of(1L))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG

        where:
        expectation << [new Status(200), new Exit(0), new Valid(), new UsesIndex('i'), new Covers('+2d'),
                        new Percentile(95, new Within(null, false, 10d, false, 'below 10ms'))]
    }

    def "the index that a query uses, with or without its schema"() {
        given:
        Reading plan = Reading.of('Index Scan on users').fact('indexes', ['users_uuid_key'])

        expect:
        judge(new UsesIndex('users_uuid_key'), plan).holds()
        judge(new UsesIndex('public.users_uuid_key'), plan).holds()
        !judge(new UsesIndex('users_pkey'), plan).holds()
        judge(new UsesIndex('i'), Reading.of('Seq Scan on users').fact('indexes', [])).seen() ==
            'no index: Seq Scan on users, expected uses index i'
    }

    def "each row has to have the value, and the first that has not is shown"() {
        given:
        Reading results = Reading.rows(['name', 'result'], rows)

        expect:
        judge(new EachRow('result', new Equal('PASS')), results).holds() == holds
        judge(new EachRow('result', new Equal('PASS')), results).seen() == seen

        where:
        rows                                          | holds | seen
        [['a', 'PASS'], ['b', 'PASS']]                | true  | '2 rows'
        [['a', 'PASS'], ['b', 'FAIL'], ['c', null]]   | false | '2 of 3 rows differ, the first: name=b, result=FAIL, expected each row has result PASS'
        []                                            | false | 'no row, expected each row has result PASS'
    }

    def "each row: a column that is not there and rows that were not kept are refused"() {
        when:
        judge(new EachRow(column, new Equal('PASS')), reading)

        then:
        Problem problem = thrown()
        problem.what() == what

        where:
        column   | reading                                                              | what
        'status' | Reading.rows(['name', 'result'], [['a', 'PASS']])                    | "there is no column 'status'"
        'result' | new Reading(['result'], [['PASS']], 20_000, [:])                     | 'too many rows to judge each'
    }

    def "a percentile of what was measured, the nearest that was"() {
        given:
        Reading measured = Reading.of('plan').fact('ms', ms)
        Expectation.Opinion opinion = judge(new Percentile(percent, new Within(null, false, 10d, false, 'below 10ms')), measured)

        expect:
        opinion.holds() == holds
        opinion.seen() == seen

        where:
        percent | ms                              | holds | seen
        95      | (1..100).collect { it / 10d }   | true  | 'p95 9.5 ms of 100'
        95      | (1..100).collect { it as double } | false | 'p95 95 ms of 100, expected p95 below 10ms'
        50      | [9d, 1d, 100d]                  | true  | 'p50 9 ms of 3'
        99      | [5G]                            | true  | 'p99 5 ms of 1'
    }

    def "unchanged: #now after #before"() {
        expect:
        judge(new Unchanged(false), now, before).holds() == holds

        where:
        now                                          | before                                        | holds
        Reading.of(5L)                               | Reading.of(5.0G)                              | true
        Reading.of(0.1d)                             | Reading.of(0.1G)                              | true
        Reading.of(null)                             | Reading.of(null)                              | true
        Reading.of(null)                             | Reading.of(0L)                                | false
        Reading.of('a')                              | Reading.of('b')                               | false
        Reading.of('5')                              | Reading.of(5L)                                | true
        TWO_ROWS                                     | Reading.rows(['n'], [[1L], [3L]])             | false
        TWO_ROWS                                     | Reading.rows(['n'], [[1.0d], [2G]])           | true
        TWO_ROWS                                     | Reading.rows(['n'], [[1L]])                   | false
        NO_ROW                                       | NO_ROW                                        | true
        Reading.of('ok').fact('ms', 7L)              | Reading.of('ok').fact('ms', 9L)               | true
        Reading.of('').fact('status', 200L)          | Reading.of('').fact('status', 503L)           | false
    }

    def "unchanged says what it was before"() {
        expect:
        judge(new Unchanged(false), Reading.of(7L), Reading.of(5L)).seen() == '7, before 5, expected unchanged'
        new Unchanged(false).baseline() == Baseline.STEP
        new Unchanged(true).baseline() == Baseline.RUN
        new Equal(0).baseline() == Baseline.NONE
    }

    def "nothing to compare with is refused: #expectation"() {
        when:
        judge(expectation, Reading.of(1L))

        then:
        thrown(Problem)

        where:
        expectation << [new Unchanged(false), new NotWorse(0.1d)]
    }

    def "rows beyond those that were kept can't be told to be unchanged"() {
        when:
        judge(new Unchanged(false), new Reading(['n'], [[1L]], 20_000, [:]), new Reading(['n'], [[1L]], 20_000, [:]))

        then:
        Problem problem = thrown()
        problem.remedy().contains("content 'table'")
    }

    def "not worse: #now after #before"() {
        expect:
        judge(new NotWorse(0.1d), now, before).holds() == holds
        new NotWorse(0.1d).baseline() == Baseline.STEP

        where:
        now                                            | before                                         | holds
        Reading.of(110L)                               | Reading.of(100L)                               | true
        Reading.of(111L)                               | Reading.of(100.0G)                             | false
        Reading.of(1L)                                 | Reading.of(0L)                                 | false
        Reading.of(-95L)                               | Reading.of(-100L)                              | true
        Reading.of('plan').fact('ms', [1d, 2d, 50d])   | Reading.of('plan').fact('ms', [2d, 2d, 2d])    | true
        Reading.of('plan').fact('ms', [3d, 3d, 3d])    | Reading.of('plan').fact('ms', [2G, 2G, 2G])    | false
        Reading.of('ok').fact('ms', 300L)              | Reading.of('ok').fact('ms', 100L)              | false
    }

    def "a share of another count: #part of #whole"() {
        given:
        Seen targets = new Seen(databases: [main: new Seen.SeenDatabase(asked: { String sql -> Reading.of(whole) })])
        Share share = new Share(0.99d, 'main', SqlText.of('select count(*) from users', Position.NOWHERE))

        expect:
        judge(share, Reading.of(part), null, targets).holds() == holds
        judge(share, Reading.of(part), null, targets).seen() == seen

        where:
        part  | whole  | holds | seen
        990L  | 1000L  | true  | '990 of 1000 (99%)'
        989L  | 1000L  | false | '989 of 1000 (98.9%), expected at least 0.99 of select count(*) from users'
        5L    | 0L     | false | '5 of 0 is no share, expected at least 0.99 of select count(*) from users'
        1100G | 1000G  | true  | '1100 of 1000 (110%)'
        null  | 1000L  | false | 'NULL, expected at least 0.99 of select count(*) from users'
    }

    def "#read is younger than an hour: #holds"() {
        expect:
        judge(new YoungerThan(Duration.ofHours(1)), Reading.of(read)).holds() == holds

        where:
        read                               | holds
        '2026-11-21T11:00:00Z'             | true
        '2026-11-21T10:59:59Z'             | false
        '2026-11-21 11:30:00+00'           | true
        '2026-11-21 17:00:00.123456+05:30' | true
        '2026-11-21 06:30:00-05'           | true
        '2026-11-21 12:04:00+00'           | true
        '2026-11-21 13:00:00+00'           | false
        null                               | false
    }

    def "what is no moment, or has no time zone, is refused: #read"() {
        when:
        judge(new YoungerThan(Duration.ofHours(1)), Reading.of(read))

        then:
        Problem problem = thrown()
        problem.what() == 'a moment is expected, with its time zone'

        where:
        read << ['2026-11-21 11:30:00', '2026-11-21', 'yesterday', 5L]
    }

    def "the age is said"() {
        expect:
        judge(new YoungerThan(Duration.ofHours(1)), Reading.of('2026-11-21T09:55:00Z')).seen() ==
            '2026-11-21T09:55:00Z, 2h05m ago, expected younger than 1h'
    }

    def "partitions of #type cover #moment: #holds"() {
        given:
        Reading bounds = Reading.rows(['partition', 'from', 'to'], [['a_2026_11', from, to]])
            .fact('strategy', 'range').fact('type', type)

        expect:
        judge(new Covers(moment), bounds).holds() == holds

        where:
        type                          | from                     | to                       | moment       | holds
        'timestamp with time zone'    | '2026-11-01 00:00:00+00' | '2026-12-01 00:00:00+00' | '+2d'        | true
        'timestamp with time zone'    | '2026-11-01 00:00:00+00' | '2026-11-23 12:00:00+00' | '+2d'        | false
        'timestamp with time zone'    | '2026-11-23 14:00:00+02' | '2026-12-01 00:00:00+02' | '+2d'        | true
        'timestamp with time zone'    | '2026-11-01 00:00:00+00' | '2026-12-01 00:00:00+00' | '2026-12-01' | false
        'timestamp with time zone'    | '2026-12-01 00:00:00+00' | 'MAXVALUE'               | '2026-12-15' | true
        'timestamp without time zone' | '2026-11-01 00:00:00'    | '2026-12-01 00:00:00'    | '+2d'        | true
        'timestamp without time zone' | 'MINVALUE'               | '2026-11-01 00:00:00'    | '2026-10-31' | true
        'date'                        | '2026-11-23'             | '2026-11-24'             | '+2d'        | true
        'date'                        | '2026-11-24'             | '2026-11-25'             | '+2d'        | false
        'date'                        | '2026-12-01'             | '2027-01-01'             | '2026-12-15' | true
    }

    def "the default partition does not count, and is named"() {
        expect:
        judge(new Covers('+2d'), Reading.rows(['partition', 'from', 'to'], []).fact('strategy', 'range')
            .fact('type', 'date').fact('default', 'a_default')).seen() ==
            'only the default partition a_default takes 2026-11-23, expected covers +2d'
        judge(new Covers('+2d'), Reading.rows(['partition', 'from', 'to'], []).fact('strategy', 'range')
            .fact('type', 'date')).seen() == 'no partition takes 2026-11-23, expected covers +2d'
    }

    def "a table that is partitioned otherwise is refused"() {
        when:
        judge(new Covers('+2d'), Reading.rows(['partition', 'from', 'to'], []).fact('strategy', strategy).fact('type', type))

        then:
        Problem problem = thrown()
        problem.what() == 'the table is not partitioned by ranges of time'

        where:
        strategy | type
        'list'   | 'text'
        'range'  | 'bigint'
        'hash'   | 'date'
    }

    def "expectations read as they were written: #shown"() {
        expect:
        expectation.show() == shown

        where:
        expectation                                                             | shown
        new Equal(0)                                                            | '0'
        new Equal(null)                                                         | 'NULL'
        new OneOf(['a', 1])                                                     | 'one of a, 1'
        new Rows(true)                                                          | 'some row'
        new Status(200)                                                         | 'status 200'
        new Exit(0)                                                             | 'exit 0'
        new YoungerThan(Duration.ofHours(1))                                    | 'younger than 1h'
        new Percentile(95, new Within(null, false, 10d, false, 'below 10ms'))   | 'p95 below 10ms'
        new NotWorse(0.1d)                                                      | 'at most 10% worse than before'
        new Unchanged(true)                                                     | 'unchanged since the run began'
        new Covers('+2d')                                                       | 'covers +2d'
        new UsesIndex('i')                                                      | 'uses index i'
        new EachRow('result', new Equal('PASS'))                                           | 'each row has result PASS'
    }

    def "one column of several rows is judged by any answer: #expectation"() {
        given:
        Reading samples = Reading.rows(['at', 'value'], [['1', 0.01d], ['2', 0.02d], ['3', 0.05d]])

        expect:
        judge(expectation, samples).holds() == holds
        judge(expectation, samples).seen() == seen

        where:
        expectation                                                                  | holds | seen
        new EachRow('value', new Within(null, false, 1d, false, 'below 1'))          | true  | '3 rows'
        new EachRow('value', new Within(null, false, 0.05d, false, 'below 0.05'))    | false | '1 of 3 rows differ, the first: at=3, value=0.05, expected each row has value below 0.05'
        new AnyRow('value', new Within(0.03d, false, null, false, 'above 0.03'))     | true  | '1 of 3 rows, the first: at=3, value=0.05'
        new AnyRow('value', new Equal(7))                                            | false | 'none of 3 rows, expected some row has value 7'
    }

    def "a metric that is not there, or no number, is a verdict of its own and passes no bound in silence"() {
        when:
        judge(new Within(0d, false, null, false, 'above 0'), read)

        then:
        Problem problem = thrown()
        problem.what() == what

        where:
        read                                                       | what
        Reading.rows(['value'], []).fact('none', 'no series: x')   | 'no series: x'
        Reading.of(Double.NaN)                                     | 'NaN was read, which is no number to judge'
        Reading.of(Double.POSITIVE_INFINITY)                       | 'Infinity was read, which is no number to judge'
    }

    def "an HTTP answer is judged by what stands in its JSON, its headers and its text: #seen"() {
        given:
        Reading answer = Reading.of('{"status": "up", "checks": [{"ms": 12}], "none": null}')
            .fact('status', 200L).fact('header.content-type', 'application/json; charset=utf-8')

        expect:
        judge(expectation, answer).holds() == holds
        judge(expectation, answer).seen() == seen

        where:
        expectation                                                                               | holds | seen
        new Field('$.status', new Equal('up'))                                                    | true  | '$.status is up'
        new Field('$.status', new Equal('down'))                                                  | false | '$.status is up, expected down'
        new Field('$.checks[0].ms', new Within(null, false, 20d, false, 'below 20'))              | true  | '$.checks[0].ms is 12'
        new Field('$.checks[3].ms', new Equal(1))                                                 | false | '$.checks[3].ms is nothing, expected 1'
        new Field('$.none', new Equal(1))                                                         | false | '$.none is nothing, expected 1'
        new ResponseHeader('Content-Type', new Containing(~/json/, 'json'))                       | true  | 'header Content-Type is application/json; charset=utf-8'
        new ResponseHeader('X-Version', new Equal('1'))                                           | false | 'no header X-Version, expected header X-Version 1'
        new Containing(~/"up"/, '"up"')                                                           | true  | '{"status": "up", "checks": [{"ms": 12}], "none": null}'
    }

    def "a certificate is valid for so long: #until"() {
        given:
        Expectation fortnight = new Certificate(new Within(Duration.ofDays(14).toMillis() as double, true, null, false, 'at least 14d'))

        expect:
        judge(fortnight, Reading.of('').fact('certificate', until)).holds() == holds
        judge(fortnight, Reading.of('').fact('certificate', until)).seen().contains(seen)

        where:
        until                  | holds | seen
        '2026-12-21T12:00:00Z' | true  | '30d left'
        '2026-12-01T12:00:00Z' | false | '10d left, expected certificate valid for at least 14d'
        '2026-11-20T12:00:00Z' | false | 'past'
    }

    def "an index is used or not, a plan costs so much and reads so many rows from end to end: #seen"() {
        given:
        Reading plan = Reading.of('Seq Scan on users').fact('cost', 812.5d).fact('scans', scans).fact('sequential', [users: rows])

        expect:
        judge(expectation, plan).holds() == holds
        judge(expectation, plan).seen() == seen

        where:
        expectation                                                     | scans | rows   | holds | seen
        new Used()                                                      | 0L    | 0L     | false | 'never used, expected used'
        new Used()                                                      | 3L    | 0L     | true  | 'used 3 times'
        new Cost(new Within(null, false, 1000d, false, 'below 1000'))   | 0L    | 0L     | true  | 'cost 812.5'
        new Cost(new Within(null, false, 100d, false, 'below 100'))     | 0L    | 0L     | false | 'cost 812.5, expected estimated cost below 100'
        new NoSequentialScan(10_000)                                    | 0L    | 500L   | true  | 'Seq Scan on users'
        new NoSequentialScan(10_000)                                    | 0L    | 50_000L | false | 'sequential scan of users, about 50000 rows, expected no sequential scan over 10000 rows'
        new NoSequentialScan(10_000)                                    | 0L    | -1L    | false | 'sequential scan of users, never analyzed, expected no sequential scan over 10000 rows'
    }
}
