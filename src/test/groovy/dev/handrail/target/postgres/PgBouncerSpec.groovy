package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePgBouncer
import dev.handrail.live.LivePostgres
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Guard
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import static dev.handrail.target.postgres.PostgresSpec.login

/** Behind a real pgbouncer: refused where it lends sessions out by the transaction, let be where it does not. */
@Requires({ LivePgBouncer.available })
class PgBouncerSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase()
    List<AutoCloseable> opened = []
    Guard.Holder ana = new Guard.Holder('run-a', 'shop', 'ana', 'ops1', '2026-11-21T02:00:11Z')
    PollingConditions soon = new PollingConditions(timeout: 60)

    def cleanup() {
        opened.reverse()*.close()
    }

    def "a run that needs a lock is refused where pool_mode is #mode, with what to bind instead"() {
        given:
        def bouncer = bouncer(mode)

        when:
        lock(bouncer).take(ana)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what().contains('pooler')
        problem.remedy().contains('pool_mode is session')
        server.value('postgres', "select count(*) from pg_locks where locktype = 'advisory'") == 0

        where:
        mode << ['transaction', 'statement']
    }

    def "where pool_mode is session the lock excludes, effects are performed and the outcome is proven"() {
        given:
        def bouncer = bouncer('session')
        def held = lock(bouncer)
        held.take(ana)
        def effects = effects(bouncer)
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))

        when:
        effects.sql(sql('create table t (a int)'), new LiveExecution())
        held.verify()
        lock(null).take(new Guard.Holder('run-b', 'shop', 'ben', 'ops2', 'now'))

        then:
        def problem = thrown(Problem)
        problem.why().contains('run run-a of shop, by ana')
        server.value(name, 'select count(*) from handrail.marker') == 1
    }

    def "a pgbouncer that is killed in the middle of a step leaves nothing, and the next attempt does it once"() {
        given:
        def bouncer = bouncer('session')
        def effects = effects(bouncer)
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
        def execution = new LiveExecution()
        execution.whenStarted = { Thread.start { waitUntilSleeping(); bouncer.kill(); bouncer.start() } }

        when:
        effects.sql(sql('create table t (a int); select pg_sleep(600)'), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('Nothing changed')

        and: 'its session does not stay behind with its locks'
        server.value(name, "select count(*) from pg_stat_activity where pid = ${execution.facts.pid}") == 0

        when:
        effects.sql(sql('create table t (a int)'), new LiveExecution(attempt: 2))

        then:
        server.value(name, "select to_regclass('public.t')::text") == 't'
    }

    def "RECONNECT between two effects is not noticed, and in a step it waits for the session's end"() {
        given:
        def bouncer = bouncer('session')
        def effects = effects(bouncer)
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
        def execution = new LiveExecution()
        execution.whenStarted = { bouncer.say('RECONNECT') }

        when:
        effects.sql(sql('create table t (a int)'), execution)
        bouncer.say('RECONNECT')
        effects.sql(sql('create table u (a int)'), new LiveExecution(effect: 'e2'))

        then:
        server.value(name, 'select count(*) from handrail.marker') == 2
    }

    private void waitUntilSleeping() {
        soon.eventually {
            assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1
        }
    }

    private LivePgBouncer bouncer(String mode) {
        LivePgBouncer bouncer = new LivePgBouncer(server, mode)
        opened << bouncer
        bouncer
    }

    private Login through(LivePgBouncer bouncer) {
        String connect = server.conninfo(name)
        login(bouncer == null ? connect : connect.replace("port=$server.port", "port=$bouncer.port"))
    }

    private PostgresEffects effects(LivePgBouncer bouncer) {
        def database = new Postgres(through(bouncer))
        def effects = new PostgresEffects(through(bouncer), database)
        opened.addAll([database, effects])
        effects
    }

    private PostgresLock lock(LivePgBouncer bouncer) {
        def database = new Postgres(through(bouncer))
        def lock = new PostgresLock(through(bouncer), database, effects(bouncer))
        opened.addAll([database, lock])
        lock
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
    }
}
