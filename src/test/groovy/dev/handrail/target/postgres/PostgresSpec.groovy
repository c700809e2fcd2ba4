package dev.handrail.target.postgres

import dev.handrail.live.LivePostgres
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Fields
import dev.handrail.runbook.RowSink
import dev.handrail.text.Redactor
import dev.handrail.text.SqlText
import dev.handrail.text.Text
import dev.handrail.text.Values
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires({ LivePostgres.available })
class PostgresSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String name = server.newDatabase()
    Values values = Stub()

    @AutoCleanup
    Postgres database = new Postgres(login(server.conninfo(name)))

    def setupSpec() {
        server.execute(name, 'create table users (id int primary key, name text)',
                       "insert into users select i, 'u' || i from generate_series(1, 12000) i")
    }

    def "a database says which one it is"() {
        when:
        def identity = database.identity()

        then:
        identity.database() == name
        identity.port() == server.port
        identity.user() == 'postgres'
        identity.system() ==~ /\d+/
        identity.major() >= 13
        identity.bytes() > 1_000_000
        !identity.standby()
    }

    def "the size is read again after an effect"() {
        given:
        long before = database.identity().bytes()

        when:
        server.execute(name, 'create table more as select generate_series(1, 50000)')

        then:
        database.identity().bytes() == before

        when:
        database.changed()

        then:
        new spock.util.concurrent.PollingConditions(timeout: 60).eventually {
            assert database.identity().bytes() > before
        }
    }

    def "values come back as numbers, booleans and text"() {
        when:
        def reading = ask("select 1::int2, 2::int8, 1.50::numeric, 'NaN'::numeric, 2.5::float8, true, null::int, " +
                          "'x'::text, B'101', '1 day'::interval, '{\"a\":1}'::jsonb")

        then:
        reading.rows()[0] == [1L, 2L, 1.50G, 'NaN', 2.5d, true, null, 'x', '101', '1 day', '{"a": 1}']
    }

    def "a value in the text is bound, whatever it is"() {
        given:
        def sql = new SqlText([new SqlText.Raw('select count(*) from users where id < '),
                               new SqlText.Bound(Text.of('11')), new SqlText.Raw(' and name <> '),
                               new SqlText.Bound(Text.of("x'; drop table users; --"))], Position.of('r.groovy'))

        expect:
        database.ask(sql.single(), values).value() == 10L
    }

    def "the jsonb operator of one question mark works beside bound values"() {
        given:
        def sql = new SqlText([new SqlText.Raw("select '{\"a\":1}'::jsonb ? "), new SqlText.Bound(Text.of('a'))],
                              Position.of('r.groovy'))

        expect:
        database.ask(sql.single(), values).value() == true
    }

    def "a question's transaction is over when its answer is there, however many rows it has: #rows"() {
        when:
        def reading = ask("select pg_backend_pid() as pid, 'x' as x from generate_series(1, $rows) -- to the last")

        then:
        reading.total() == rows
        server.value(name, "select state from pg_stat_activity where pid = ${reading.value()}") == 'idle'

        where:
        rows << [1, 999, 1000, 1001, 5000]
    }

    def "ten thousand rows are kept and all of them counted"() {
        when:
        def reading = ask('select id from users order by id')

        then:
        reading.rows().size() == 10_000
        reading.total() == 12_000
    }

    def "a question can't change anything, not even by a function or a setting"() {
        when:
        ask('insert into users values (0)')

        then:
        def problem = thrown(Problem)
        problem.why().contains('25006')

        when:
        ask("select set_config('search_path', 'nowhere', false)")

        then:
        ask('select count(*) from users').value() == 12_000L
    }

    def "a mistake is told with its line and what helps"() {
        when:
        database.ask(SqlText.of('select id\nfrom users\nwhere nme = 1', new Position('books/r.groovy', 7, 12)).single(),
                     values)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.FAILED
        problem.where() == 'books/r.groovy:9:7\n9 | where nme = 1\n  |       ^'
        problem.why().startsWith('no such column (SQLSTATE 42703)')
        !problem.remedy().blank

        and: 'the next question is answered'
        ask('select 1').value() == 1L
    }

    def "a question that takes too long is ended, and what is wrong is said once"() {
        given:
        Postgres brief = new Postgres(login(server.conninfo(name)), java.time.Duration.ofMillis(300))

        when:
        brief.ask(SqlText.of('select pg_sleep(60)', Position.NOWHERE).single(), values)

        then:
        def late = thrown(Problem)
        late.what() == "${brief.name()} does not answer the question: it took longer than the 300ms that a question may"

        when:
        brief.ask(SqlText.of('select 1 / 0', Position.NOWHERE).single(), values)

        then:
        def wrong = thrown(Problem)
        wrong.what().endsWith(': division by zero')
        wrong.why() == 'division by zero (SQLSTATE 22012)'

        cleanup:
        brief.close()
    }

    def "a session that was ended is opened again"() {
        given:
        int pid = ask('select pg_backend_pid()').value() as int

        when:
        server.execute('postgres', "select pg_terminate_backend($pid, 5000)")

        then:
        ask('select 1').value() == 1L
    }

    def "several are asked at once, each over a session of its own, and over fewer where the server gives no more: #limit"() {
        given:
        String role = "asks_${name}_${limit + 1}"
        server.execute(name, "create role $role login connection limit $limit password '${LivePostgres.PASSWORD}'")
        Postgres other = new Postgres(login(server.conninfo(name, true, role)))

        when:
        List<Thread> threads = []
        Set<Long> sessions = java.util.concurrent.ConcurrentHashMap.newKeySet()
        List<Throwable> failed = new java.util.concurrent.CopyOnWriteArrayList<>()
        6.times {
            threads << Thread.start {
                try {
                    sessions << (other.ask(SqlText.of('select pg_backend_pid() from pg_sleep(0.5)', Position.NOWHERE).single(), values).value() as long)
                } catch (Throwable e) {
                    failed << e
                }
            }
        }
        threads*.join()

        then:
        failed == []
        sessions.size() == expected || expected == 0 && sessions.size() in 2..4

        cleanup:
        other?.close()

        where:
        limit | expected
        -1    | 0
        1     | 1
    }

    def "rows are streamed until the taker has enough, while other questions are answered"() {
        given:
        List seen = []
        def sink = new RowSink() {
            List<String> names

            void columns(List<String> names) {
                this.names = names
            }

            boolean row(Fields row) {
                seen << row.text(0)
                seen.size() == 1 ? ask('select 1').value() == 1L : seen.size() < 7000
            }
        }

        when:
        long given = database.stream(SqlText.of('select id from users order by id', Position.NOWHERE).single(), values, sink)

        then:
        given == 7000
        seen.last() == '7000'
        sink.names == ['id']
    }

    def "#sql streams #text, as the server writes it, with a bound value and without"() {
        given:
        List rows = []
        def sink = new RowSink() {
            void columns(List<String> told) { rows << told }

            boolean row(Fields row) { rows << (0..<rows[0].size()).collect { row.text(it) } }
        }

        when:
        database.stream(new SqlText([new SqlText.Raw(sql)], Position.NOWHERE).single(), values, sink)
        database.stream(new SqlText([new SqlText.Raw("select handrail_q.* from ($sql) handrail_q where 1 = "),
                                     new SqlText.Bound(Text.of('1'))], Position.NOWHERE).single(), values, sink)

        then:
        rows == [columns, text, columns, text]

        where:
        sql                                                             | columns           | text
        "select true as a, false b, null::text c"                       | ['a', 'b', 'c']   | ['true', 'false', null]
        'select 1.50::numeric as "A B", 1e20::float8, 0.1::float4'      | ['A B', 'float8', 'float4'] | ['1.50', '1e+20', '0.1']
        "select e'a\\tb\\nc\\\\d\\r\\x1b' as t, '' as e, e'\\\\N' as n" | ['t', 'e', 'n'] | ['a\tb\nc\\d\r\u001b', '', '\\N']
        "select 'a ?? b' as q, '{\"a\":1}'::jsonb ? 'a' as has"  | ['q', 'has']      | ['a ?? b', 'true']
        "select 'žluť 🐎'::char(10) as wide"                             | ['wide']          | ['žluť 🐎    ']
        "select 1 as a, 2 as a"                                         | ['a', 'a']        | ['1', '2']
    }

    def "our own questions take named parameters and give maps"() {
        expect:
        database.catalog('select relname, relkind::text from pg_catalog.pg_class where relname = :name', [name: 'users']) ==
            [[relname: 'users', relkind: 'r']]
        !database.anchored()
    }

    def "questions are asked as the reading role"() {
        given:
        String role = "reader_${name}"
        server.execute(name, "create role $role", "grant select on users to $role", 'create table hidden (a int)')
        def reading = new Postgres(login(server.conninfo(name), null, role))

        expect:
        reading.ask(SqlText.of('select current_user', Position.NOWHERE).single(), values).value() == role

        when:
        reading.ask(SqlText.of('select * from hidden', Position.NOWHERE).single(), values)

        then:
        def problem = thrown(Problem)
        problem.remedy().contains(role)

        cleanup:
        reading.close()
    }

    private dev.handrail.runbook.Reading ask(String sql) {
        database.ask(SqlText.of(sql, new Position('r.groovy', 1, 1)).single(), values)
    }

    static Login login(String connect, String role = null, String readAs = null) {
        Login.of(Resolver.ofProcess().resolve(connect, null, 'spec'), role, readAs, 'spec-run', new Redactor())
    }
}
