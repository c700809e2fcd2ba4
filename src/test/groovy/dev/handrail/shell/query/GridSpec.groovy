package dev.handrail.shell.query

import dev.handrail.problem.Problem
import dev.handrail.runbook.Reading
import spock.lang.Specification

class GridSpec extends Specification {
    def "an answer is a table as psql shows it: numbers at the right, the number of rows last"() {
        expect:
        new Grid(Reading.rows(['id', 'name', 'active'], [[1, 'Ada', true], [12345, null, false]])).lines(false) == [
            '  id   |  name  | active',
            '-------+--------+--------',
            '     1 | Ada    | t',
            ' 12345 | (null) | f',
            '(2 rows)']
    }

    def "a row can be a block of lines"() {
        expect:
        new Grid(Reading.rows(['id', 'name'], [[1, 'Ada']])).lines(true) ==
            ['-[ RECORD 1 ]----', 'id   | 1', 'name | Ada', '(1 row)']
    }

    def "no value moves the cursor or breaks its line, and wide letters keep the columns straight"() {
        expect:
        new Grid(Reading.rows(['a', 'b'], [['x\u001b[2Jy\nz\u202e', 1], ['日本', 2]])).lines(false) == [
            '         a          | b',
            '--------------------+---',
            ' x\\x1b[2Jy\\nz\\u202e | 1',
            ' 日本               | 2',
            '(2 rows)']
    }

    def "an answer of which only a part is kept says so"() {
        expect:
        new Grid(new Reading(['a'], [[1]], 1_000_000, [more: true])).lines(false).last() == '(the first 1 of 1000000+ rows)'
    }

    def "#value is shown as #shown"() {
        expect:
        Cell.of(value).text() == shown

        where:
        value                    | shown
        2.5d                     | '2.5'
        3e10d                    | '30000000000'
        new BigDecimal('1E+3')   | '1000'
        'a' * 5_000              | 'a' * 4_000 + '... (5000 characters)'
    }

    def "a reply is shown as redis-cli shows it"() {
        expect:
        new Reply(command, value).lines() == lines

        where:
        command      | value                     | lines
        'get a'      | 'x"\u0007'                | ['"x\\"\\x07"']
        'get a'      | null                      | ['(nil)']
        'ttl a'      | 12L                       | ['(integer) 12']
        'keys'       | []                        | ['(empty)']
        'scan 0'     | ['0', ['a', 'b']]         | ['1) "0"', '2) 1) "a"', '   2) "b"']
        'info'       | '# A\r\nb:1\r\n'          | ['# A', 'b:1']
        'config get' | ['requirepass', 'geheim'] | ['1) "requirepass"', '2) "(not shown)"']
    }

    def "#sql does something although its transaction only reads"() {
        expect:
        Effectful.in(sql).present == does

        where:
        sql                                       | does
        'select pg_terminate_backend(12)'         | true
        'select PG_CATALOG.pg_reload_conf ()'     | true
        'select pg_advisory_lock(1)'              | true
        'select pg_drop_replication_slot(\'a\')'  | true
        'select * from pg_stat_activity'          | false
        'select pg_size_pretty(pg_relation_size(1))' | false
    }

    def "the choice between several is kept, and a wrong one is told"() {
        given:
        Chosen chosen = new Chosen('sql')

        when:
        chosen.of(['shop/main', 'shop/log'])

        then:
        Problem several = thrown()
        several.remedy() == 'choose one: sql on shop/log, or sql on shop/main'

        when:
        chosen.choose('log', ['shop/main', 'shop/log'])

        then:
        chosen.of(['shop/main', 'shop/log']) == 'shop/log'
        chosen.of(['main']) == 'main'

        when:
        chosen.choose('lgo', ['log', 'main'])

        then:
        Problem wrong = thrown()
        wrong.remedy().contains("did you mean 'log'?")
    }

    def "a line belongs to sql or redis by its first word"() {
        expect:
        Inquiry.means(line) == means

        where:
        line                | means
        'sql select \'it'   | true
        '  redis get a'     | true
        'sql'               | true
        'sqlx'              | false
        'run sql'           | false
    }
}
