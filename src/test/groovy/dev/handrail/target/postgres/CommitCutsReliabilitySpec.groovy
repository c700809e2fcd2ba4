package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.Often
import dev.handrail.live.Wire
import dev.handrail.problem.Position
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

import static dev.handrail.target.postgres.PostgresSpec.login

/** Every way in which the wire can fail around a COMMIT: what is said of the outcome is what became of it. */
@Requires({ LivePostgres.available })
class CommitCutsReliabilitySpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String name = server.newDatabase()
    @AutoCleanup
    Wire wire = new Wire(server.port)
    Login direct = login(server.conninfo(name))
    @AutoCleanup
    Postgres database = new Postgres(direct)
    @AutoCleanup
    PostgresEffects looking = new PostgresEffects(direct, database)
    Login broken = login(server.conninfo(name).replace("port=$server.port", "port=$wire.port"))

    def setupSpec() {
        server.execute(name, 'create table t (at text primary key)')
        def database = new Postgres(login(server.conninfo(name)))
        new PostgresEffects(login(server.conninfo(name)), database).withCloseable {
            it.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
        }
        database.close()
    }

    def "#kind: #rounds times the verdict is what is there"() {
        given:
        List<String> wrong = []
        Map<String, Integer> verdicts = [:].withDefault { 0 }

        when:
        rounds.times { int round ->
            String mark = "$kind $round"
            def work = sql("insert into t values ('$mark')")
            def execution = new LiveExecution(step: "s/$kind".replace(' ', '-'), effect: "e$round")
            wire.toServer = { byte[] bytes -> true }
            wire.toClient = { byte[] bytes -> true }
            wire.hole = false
            String said = performed(work, execution, cut, delay(round))
            boolean there = server.value(name, "select count(*) from t where at = '$mark'") == 1
            verdicts[said]++
            if (said == 'applied' && !there || said == 'not applied' && there) {
                wrong << "$mark: said $said, is ${there ? 'there' : 'not there'}".toString()
            }
            if (said == 'unknown') {
                boolean applied = looking.establish(execution.asStarted(work)).verdict() == Finding.Verdict.APPLIED
                if (applied != there) {
                    wrong << "$mark: established $applied, is $there".toString()
                }
            }
        }

        then:
        wrong == []
        verdicts.keySet().every { it in expected }
        server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and state like 'idle in transaction%'") == 0

        where:
        kind                         | cut                              | expected
        'cut before the server'      | CommitCutsReliabilitySpec.&before | ['not applied']
        'cut after the server'       | CommitCutsReliabilitySpec.&after  | ['applied']
        'swallowed, then silence'    | CommitCutsReliabilitySpec.&hole   | ['not applied', 'applied', 'unknown']
        'answer swallowed'           | CommitCutsReliabilitySpec.&silent | ['applied', 'unknown']
        'late, then cut'             | CommitCutsReliabilitySpec.&late   | ['applied', 'not applied', 'unknown']
        rounds = Often.times(kind =~ /swallowed/ ? 1 : 5, 200)
    }

    private String performed(Sql work, LiveExecution execution, Closure cut, int delay) {
        PostgresEffects own = new PostgresEffects(broken, database)
        try {
            cut(wire, delay)
            own.sql(work, execution)
            'applied'
        } catch (EffectFailure e) {
            e.kind() == EffectFailure.Kind.UNKNOWN ? 'unknown' : 'not applied'
        } finally {
            own.close()
        }
    }

    static void before(Wire wire, int ms) {
        wire.toServer = { byte[] bytes -> !commit(bytes) }
    }

    static void after(Wire wire, int ms) {
        wire.toClient = { byte[] bytes -> !commit(bytes) }
    }

    static void hole(Wire wire, int ms) {
        wire.toServer = { byte[] bytes ->
            if (commit(bytes)) {
                wire.hole = true
                openAgain(wire)
            }
            true
        }
    }

    static void silent(Wire wire, int ms) {
        wire.toClient = { byte[] bytes ->
            if (commit(bytes)) {
                wire.hole = true
                openAgain(wire)
            }
            true
        }
    }

    /** The network is back for new connections; what was swallowed stays so. */
    private static void openAgain(Wire wire) {
        Thread.startDaemon {
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS)
            wire.toServer = { byte[] bytes -> true }
            wire.toClient = { byte[] bytes -> true }
            wire.hole = false
        }
    }

    /** The request goes on its way, arrives after a while, and the answer never does. */
    static void late(Wire wire, int ms) {
        wire.toServer = { byte[] bytes ->
            if (commit(bytes)) {
                new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS)
                wire.toClient = { byte[] answer -> !commit(answer) }
            }
            true
        }
    }

    private static int delay(int round) {
        [0, 20, 100, 400][round % 4]
    }

    private static boolean commit(byte[] bytes) {
        new String(bytes, 'ISO-8859-1').contains('COMMIT')
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
    }
}
