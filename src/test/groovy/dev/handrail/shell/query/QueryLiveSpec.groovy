package dev.handrail.shell.query

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.settings.Environment
import dev.handrail.shell.out.Console
import dev.handrail.target.Scope
import dev.handrail.target.Visit
import dev.handrail.text.Redactor
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** sql and redis as they are typed, on a real PostgreSQL and a real Redis. */
@Requires({ LivePostgres.available })
class QueryLiveSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String database = server.newDatabase('typed')

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    List<String> recorded = []
    List<String> typed = []
    boolean writes
    boolean guarded
    String name = ''
    Visit visit

    Console console = new Console(new PrintStream(out, true), new PrintStream(out, true), new Redactor(), false, false)
    Inquiry inquiry = new Inquiry(console, new Ground() {
        Environment environment() {
            new Environment('live', guarded,
                [main: new Environment.DatabaseBinding(server.conninfo(database), null, 'typed_reader', null, 'spec')],
                [keys: new Environment.CacheBinding(LiveRedis.server().url(7), null, 'spec')], [:], [:], [:], [:], false)
        }

        Visit visit(Environment environment, Duration longest) {
            visit = new Visit(new Scope(environment, [], Path.of('.'), Path.of('.'), 'shell'), console.redactor(), longest)
        }

        boolean writes() { writes }

        boolean confirms(String what, String place) {
            typed << place
            name == place
        }

        void records(Environment environment, String command) { recorded << command }

        int width() { 100 }

        boolean pages(List<String> lines) { false }
    })

    void setupSpec() {
        server.execute('postgres', 'create role typed_reader')
        server.execute(database, 'create table users (id int primary key, name text not null)',
            'create index users_name on users (name)', "insert into users select i, 'n' || i from generate_series(1, 3) i",
            'grant select on users to typed_reader', 'create table secrets (id int)')
    }

    void cleanupSpec() {
        server.execute(database, 'drop owned by typed_reader')
        server.execute('postgres', 'drop role typed_reader')
    }

    private String shown(String line) {
        out.reset()
        inquiry.line(line)
        out.toString()
    }

    private Problem refused(String line) {
        try {
            inquiry.line(line)
        } catch (Problem problem) {
            return problem
        }
        null
    }

    def "a question is answered as the role that reads, and kept without its answer"() {
        expect:
        shown('sql select id, name from users order by id limit 2') ==
            ' id | name\n----+------\n  1 | n1\n  2 | n2\n(2 rows)\n'
        shown('sql select current_user').contains('typed_reader')
        refused('sql select * from secrets').what().endsWith('permission denied for table secrets')
        recorded == ['sql on main: select id, name from users order by id limit 2', 'sql on main: select current_user',
                     'sql on main: select * from secrets']
    }

    def "#sql is refused, and nothing is changed"() {
        when:
        Problem problem = refused("sql $sql")

        then:
        problem.exitCode() == ExitCode.WRONG
        problem.what().startsWith(what)
        recorded.empty
        server.value(database, 'select count(*) from users') == 3

        where:
        sql                                            | what
        'delete from users where id = 1'               | 'DELETE changes something'
        'select 1; drop table users'                   | 'DROP changes something'
        'with d as (delete from users returning 1) select 1' | 'WITH changes something'
        'explain analyze delete from users'            | 'EXPLAIN changes something'
        "copy users to program 'cat'"                  | 'COPY changes something'
        'select pg_terminate_backend(1)'               | 'pg_terminate_backend changes something'
        'begin'                                        | 'a transaction does not last longer'
        'commit; delete from users'                    | 'a transaction does not last longer'
        '\\dz'                                         | 'there is no \\dz here'
    }

    def "a function that would change something is stopped by the server"() {
        given:
        server.execute(database, 'create or replace function sneaky() returns int language sql as ' +
            '$$ delete from users returning 1 $$')

        expect:
        refused('sql select sneaky()').why().contains('read-only transaction')
        server.value(database, 'select count(*) from users') == 3
    }

    def "backslash commands tell what is there"() {
        expect:
        shown('sql \\dt').contains(' public | users   | table | postgres |')
        shown('sql \\di us*').contains('users_name | users |')
        shown('sql \\d users').readLines()[0..4] == ['users', ' Column |  Type   | Nullable | Default',
            '--------+---------+----------+---------', ' id     | integer | not null |', ' name   | text    | not null |']
        shown('sql \\d users').contains('    users_name  CREATE INDEX users_name ON public.users USING btree (name)')
        shown('sql \\l').contains(database)
        shown('sql \\x on') == 'Expanded display is on.\n'
        shown('sql select 1 a').startsWith('-[ RECORD 1 ]')
        refused('sql \\d nothing').what().contains("there is no table 'nothing'")
        inquiry.proposed(['sql', 'select', '*', 'from']).containsAll(['users', 'secrets'])
    }

    def "each statement has its time"() {
        expect:
        shown('sql \\timeout 1s') == 'A statement may take 1s.\n'
        refused('sql select pg_sleep(60)').what().contains('it took longer than the 1s')
    }

    def "a statement that is ended is ended on the server"() {
        given:
        Thread person = Thread.start {
            new PollingConditions(timeout: 60, delay: 0.02).eventually {
                assert server.value(database, "select count(*) from pg_stat_activity where query like '%sleep(61)%' " +
                    "and state = 'active' and pid <> pg_backend_pid()") == 1
            }
            visit.cancel()
        }

        expect:
        refused('sql select pg_sleep(61)').exitCode() == ExitCode.INTERRUPTED
        person.join()
        server.value(database, "select count(*) from pg_stat_activity where query like '%sleep(61)%' " +
            "and state = 'active' and pid <> pg_backend_pid()") == 0
    }

    def "where the shell was started to change something it does: all of a line or nothing"() {
        given:
        writes = true

        expect:
        shown("sql insert into users values (4, 'n4'); insert into users values (5, 'n5')") == '1 row changed\n'
        refused("sql delete from users where id > 3; select 1/0").what().contains('division by zero')
        server.value(database, 'select count(*) from users') == 5
        shown('sql delete from users where id > 3') == '2 rows changed\n'
        recorded.last() == 'sql on main: delete from users where id > 3'
    }

    def "a protected environment is changed only after its name was typed"() {
        given:
        writes = true
        guarded = true

        expect:
        refused('sql delete from users').what().contains('nothing was done')
        typed == ["live/$database"]
        recorded.empty
        shown('sql select count(*) from users').contains('3')

        when:
        name = "live/$database"

        then:
        shown('sql delete from users where id = 99') == 'done\n'
    }

    def "redis is asked with what only reads, and what writes or is not known is refused by its name"() {
        given:
        LiveRedis.server().say('SET typed:a 1', 7)

        expect:
        shown('redis get typed:a') == '"1"\n'
        shown('redis GET "typed:a"') == '"1"\n'
        shown('redis scan 0 match typed:* count 1000').contains('1) "typed:a"')
        shown('redis config get requirepass').contains('(not shown)')
        refused('redis set typed:a 2').what() == 'set changes keys, and this shell only reads'
        refused('redis FLUSHALL').what() == 'flushall changes keys, and this shell only reads'
        refused('redis gett typed:a').what() == "there is no redis command 'gett'"
        refused('redis gett typed:a').remedy() == "did you mean 'get'?"
        refused('redis set typed:a 2').remedy().endsWith('press Tab behind the word redis')
        refused('redis keys *').what().contains('holds up the whole server')
        refused('redis debug sleep 1').what().contains('is not known to only read')
        refused('redis multi').what().contains('makes no sense here')
        recorded.every { it.startsWith('redis on keys: ') } && recorded.size() == 4

        when:
        writes = true

        then:
        shown('redis set typed:a 2') == '"OK"\n'
        refused('redis del handrail:lock').what().contains("handrail's own")
    }
}
