package dev.handrail.target.postgres

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePooler
import dev.handrail.live.LivePostgres
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Guard
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

@Requires({ LivePostgres.available })
class PostgresLockSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase()
    List<AutoCloseable> opened = []
    Guard.Holder ana = new Guard.Holder('run-a', "the shop's */ --book", 'ana', 'ops1', '2026-11-21T02:00:11Z')
    Guard.Holder ben = new Guard.Holder('run-b', 'shop', 'ben', 'ops2', '2026-11-21T02:10:00Z')

    def cleanup() {
        opened.reverse()*.close()
    }

    def "a second run is refused and told who holds the database, under whatever name it knows it"() {
        given:
        def first = lock()
        first.take(ana)

        when:
        lock(server.conninfo(name).replace('127.0.0.1', 'localhost')).take(ben)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.HELD
        problem.why().startsWith("run run-a of the shop's */ --book, by ana on ops1 since 2026-11-21T02:00:11Z")
        problem.remedy().contains('handrail status run-a')

        when:
        first.close()
        lock().take(ben)

        then:
        noExceptionThrown()
    }

    def "runs on different databases do not hinder each other"() {
        given:
        lock().take(ana)

        when:
        lock(server.conninfo(server.newDatabase())).take(ben)

        then:
        noExceptionThrown()
    }

    def "a user who may not see the holder's query finds the run in its session's name and its row"() {
        given:
        String user = "low_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'")
        def effects = new PostgresEffects(login(), new Postgres(login()))
        opened << effects
        effects.anchor(new Anchor('main', true), new LiveExecution(run: 'spec-run'))
        server.execute(name, "grant usage on schema handrail to $user", "grant select on handrail.run to $user")
        lock().take(ana)

        when:
        lock(server.conninfo(name, true, user)).take(ben)

        then:
        def problem = thrown(Problem)
        problem.why().startsWith('run spec-run of shop, by ana on ops1')
    }

    def "a lock whose session was ended is noticed before the next step"() {
        given:
        def held = lock()
        held.take(ana)
        held.verify()

        when:
        server.execute('postgres', """select pg_terminate_backend(pid, 5000) from pg_locks
            where locktype = 'advisory' and classid = ((${held.key().number()}::bigint >> 32) & 4294967295)::oid""")
        held.verify()

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.HELD
        problem.what().contains('is lost')
    }

    def "without the maintenance database the lock is held in the target, and still excludes those who have it"() {
        given:
        String user = "own_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'",
                       'revoke connect on database postgres from public')

        when:
        def inTarget = lock(server.conninfo(name, true, user))
        inTarget.take(ben)

        then:
        !inTarget.swappable()

        when:
        lock().take(ana)

        then:
        def problem = thrown(Problem)
        problem.why().contains('ben')

        cleanup:
        server.execute(name, 'grant connect on database postgres to public')
    }

    def "the lock of a killed process is free within five seconds"() {
        given:
        Child other = new Child(HoldingProcess, server.conninfo(name))
        new PollingConditions(timeout: 60).eventually {
            assert server.value('postgres', "select count(*) from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and a.query like '%run=run-child%'") == 1
        }

        when:
        lock().take(ana)

        then:
        def problem = thrown(Problem)
        problem.why().contains('run-child')

        when:
        other.kill()

        then:
        new PollingConditions(timeout: 60).eventually {
            lock().take(ana)
        }
    }

    def "the open run is known to others and goes with its release"() {
        given:
        def effects = new PostgresEffects(login(), new Postgres(login()))
        opened << effects
        def mine = lock()

        expect:
        mine.openRun('run-9').empty

        when:
        effects.anchor(new Anchor('main', true), new LiveExecution(run: 'run-1'))

        then:
        mine.openRun('run-1').empty
        mine.openRun('run-9').get().runbook() == 'shop'
        mine.openRun('run-9').get().operator() == 'ana'

        when:
        mine.release('run-1')

        then:
        mine.openRun('run-9').empty
    }

    def "a pooler that lends sessions out by the transaction is refused, because a lock through it keeps nobody out"() {
        given:
        def pooler = new LivePooler(server.port, true)
        String through = server.conninfo(name).replace("port=$server.port", "port=$pooler.port")
        opened << pooler

        when:
        lock(through).take(ana)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what().contains('a pooler stands before the server')
        problem.remedy().contains('pool_mode is session')
    }

    def "a pooler that keeps a session for each client is let be, and the lock holds through it"() {
        given:
        def pooler = new LivePooler(server.port, false)
        String through = server.conninfo(name).replace("port=$server.port", "port=$pooler.port")
        opened << pooler
        def held = lock(through)

        when:
        held.take(ana)
        held.verify()
        lock().take(ben)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.HELD
        problem.why().contains('run-a')
    }

    def "a lock that was never taken is none, and a database without schema handrail has no run and no marks"() {
        given:
        def lock = lock()

        expect:
        lock.swappable()
        lock.openRun('run-1').empty
        lock.marks('run-1') == []

        when:
        lock.release('run-1')
        lock.verify()

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.HELD
    }

    def "a lock in the maintenance database stands in no swap's way"() {
        given:
        def lock = lock()
        lock.take(ana)

        expect:
        lock.swappable()
    }

    def "a maintenance database that refuses for another reason than itself is not passed by"() {
        given: 'a role that has one connection, for the first question'
        String user = "one_$name"
        server.execute(name, "create role $user login connection limit 1 password '${LivePostgres.PASSWORD}'")

        when:
        lock(server.conninfo(name, true, user)).take(ana)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == 'the server has no connection left'
    }

    def "a holder that says nothing of itself is told as #told"() {
        given: 'another program, or a run whose query is hidden, with the same number'
        String user = "shy_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'", "create role holder_$name login password '${LivePostgres.PASSWORD}'")
        def other = server.connect('postgres', "holder_$name")
        opened << other
        other.createStatement().execute("set application_name = '$application'; select pg_advisory_lock(${lock().key().number()})")

        when:
        lock(server.conninfo(name, true, user)).take(ana)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.HELD
        problem.why().startsWith(told)
        !problem.why().contains('alive')

        where:
        application           || told
        'psql'                || 'a run that this user may not look into'
        'handrail/run-7/lock' || 'run run-7 of ?, by ? on ? since'
    }

    def "the holder's note is read as it was written, bounded, and nothing else is taken for one"() {
        given:
        def long_ = new Guard.Holder('r' * 150, 'b', 'o', 'h', 's')

        expect:
        HolderNote.read('select 1 ' + HolderNote.comment(ana)).get() == ana
        HolderNote.read(HolderNote.comment(long_)).get().run() == 'r' * 100
        HolderNote.read('/*handrail run=a&nonsense&=x*/').get() == new Guard.Holder('a', '?', '?', '?', '?')
        HolderNote.read('select 1').empty
    }

    def "what a run did is told with the heads of its journal, forward and back"() {
        given:
        def effects = new PostgresEffects(login(), new Postgres(login()))
        opened << effects
        effects.anchor(new Anchor('main', true), new LiveExecution(run: 'run-1'))
        ['forward', 'rollback'].each {
            server.execute(name, """insert into handrail.marker (run, step, phase, effect, attempt, xid, head)
                values ('run-1', 'a/b', '$it', 'e1', 1, pg_current_xact_id(), '17:$it')""".toString())
        }

        expect:
        lock().marks('run-1').collect { [it.what(), it.head()] } == [['a/b', '17:forward'], ['a/b (rollback)', '17:rollback']]
        lock().marks('run-2') == []
    }

    private Login login(String connect = server.conninfo(name)) {
        PostgresSpec.login(connect)
    }

    private PostgresLock lock(String connect = server.conninfo(name)) {
        Login login = login(connect)
        def database = new Postgres(login)
        def effects = new PostgresEffects(login, database)
        def lock = new PostgresLock(login, database, effects)
        opened.addAll([database, effects, lock])
        lock
    }

    static class HoldingProcess {
        static void main(String[] arguments) {
            Login login = PostgresSpec.login(arguments[0])
            def database = new Postgres(login)
            new PostgresLock(login, database, new PostgresEffects(login, database))
                .take(new Guard.Holder('run-child', 'shop', 'cleo', 'ops3', 'now'))
            new java.util.concurrent.CountDownLatch(1).await()
        }
    }
}
