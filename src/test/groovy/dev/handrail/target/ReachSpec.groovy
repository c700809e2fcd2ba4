package dev.handrail.target

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Guard
import dev.handrail.runbook.History
import dev.handrail.runbook.Sql
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Unlink
import dev.handrail.runbook.Warm
import dev.handrail.settings.Environment
import dev.handrail.text.Redactor
import dev.handrail.text.SqlText
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Path
import java.time.Clock

@Requires({ LivePostgres.available })
class ReachSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path home
    String name = server.newDatabase()
    Redactor redactor = new Redactor()
    @AutoCleanup
    Reach reach = new Reach(
        new Scope(environment(main: server.conninfo(name), gone: "host=127.0.0.1 port=${LivePostgres.freePort()} dbname=x"),
                  [TargetRef.database('main')], home, home, 'run-1'),
        Results.none('2026-11-21T02:00:11Z'), Stub(History), Clock.systemUTC(), redactor)

    def "a run sees its database, holds it, changes it and finds out what became of a change"() {
        given:
        def execution = new LiveExecution(values: reach.targets().values())
        def work = Sql.inTransaction('main', SqlText.of('create table t (a int)', Position.NOWHERE).statements(), Envelope.DEFAULT)

        when:
        reach.guard().lock([TargetRef.database('main')], new Guard.Holder('run-1', 'shop', 'ana', 'ops1', 'now'))
        reach.performer().perform(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
        reach.performer().perform(work, execution)
        reach.guard().verify()

        then:
        reach.targets().database('main').anchored()
        reach.performer().establish(execution.asStarted(work)).verdict() == Finding.Verdict.APPLIED
        server.row(name, 'select run from handrail.run') == ['run-1']

        when:
        reach.guard().release('run-1')

        then:
        server.row(name, 'select run from handrail.run') == []
    }

    def "a cache is filled from the database and emptied again, and holds the lock where no database is changed"() {
        given:
        server.execute(name, 'create table u (id int, name text)', "insert into u values (1, 'a'), (2, 'b')")
        def values = reach.targets().values()
        def query = SqlText.of('select id, name from u', Position.NOWHERE).single()
        def warm = new Warm('permissions', 'main', query, Warm.Shape.STRING, 'reach:{id}', [value: '{name}'], null, 100, false, 0, 0)

        when:
        reach.guard().lock([TargetRef.cache('permissions')], new Guard.Holder('run-1', 'shop', 'ana', 'ops1', 'now'))
        reach.performer().perform(warm, new LiveExecution(values: values))

        then:
        reach.targets().cache('permissions').count('reach:*', 100) == 2
        redactor.redact(LiveRedis.PASSWORD) != LiveRedis.PASSWORD

        when:
        reach.performer().perform(new Unlink('permissions', 'reach:*'), new LiveExecution(values: values))
        reach.guard().verify()

        then:
        reach.targets().cache('permissions').count('reach:*', 100) == 0

        cleanup:
        reach.guard().release('run-1')
    }

    def "nothing of the cache's driver is loaded where no cache is used"() {
        given:
        def child = new Child(LookingProcess, server.conninfo(name), home.toString())

        expect:
        new PollingConditions(timeout: 60).eventually {
            assert child.lines.any { it.startsWith('lettuce ') }
        }
        child.said('lettuce false')

        cleanup:
        child.close()
    }

    def "secrets and URLs are values, and masked"() {
        expect:
        reach.targets().values().secret('token').reveal() == 'sandbox-token'
        reach.targets().values().identity('token').reveal().startsWith('AGE-SECRET-KEY-1')
        reach.targets().values().identity('other').reveal() == reach.targets().values().identity('token').reveal()
        reach.targets().values().ownRecipient().get().startsWith('age1')
        reach.targets().values().url('main').reveal().startsWith('postgresql://postgres:')
        redactor.redact("pw is ${LivePostgres.PASSWORD}") == 'pw is <secret password of postgres>'
    }

    def "what is not bound, and what does not answer, are different mistakes"() {
        when:
        reach.targets().database('other').identity()

        then:
        def unbound = thrown(Problem)
        unbound.exitCode() == ExitCode.WRONG
        unbound.remedy().contains('--database other=')

        when:
        reach.targets().database('gone').identity()

        then:
        def silent = thrown(Problem)
        silent.exitCode() == ExitCode.UNREACHABLE
    }

    static Environment environment(Map<String, String> databases, Map<String, String> caches = [permissions: LiveRedis.server().url(7)]) {
        new Environment('test', false,
                        databases.collectEntries { n, c -> [n, new Environment.DatabaseBinding(c.toString(), null, null, null, 'spec')] },
                        caches.collectEntries { n, u -> [n, new Environment.CacheBinding(u.toString(), null, 'spec')] },
                        [:], [:], [:], [:], true)
    }

    static class LookingProcess {
        static void main(String[] arguments) {
            Path home = Path.of(arguments[1])
            def scope = new Scope(environment([main: arguments[0]], [permissions: 'redis://127.0.0.1:1/0']),
                                  [TargetRef.database('main'), TargetRef.cache('permissions')], home, home, 'run-1')
            History none = [took: { Optional.empty() }, passedIn: { Optional.empty() }] as History
            new Reach(scope, Results.none('now'), none, Clock.systemUTC(), new Redactor()).withCloseable { reach ->
                reach.targets().database('main').identity()
                reach.guard().lock([TargetRef.database('main')], new Guard.Holder('run-1', 'shop', 'ana', 'ops1', 'now'))
                reach.performer().perform(new Anchor('main', true), new LiveExecution())
                def loaded = ClassLoader.getDeclaredMethod('findLoadedClass', String)
                loaded.accessible = true
                println "lettuce ${loaded.invoke(ClassLoader.systemClassLoader, 'io.lettuce.core.RedisClient') != null}"
                System.out.flush()
            }
        }
    }
}
