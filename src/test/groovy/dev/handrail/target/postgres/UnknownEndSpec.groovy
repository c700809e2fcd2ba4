package dev.handrail.target.postgres

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
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
import spock.util.concurrent.PollingConditions

import static dev.handrail.target.postgres.PostgresSpec.login

/** Work whose end nobody saw: the process was killed, the session ended, the wire cut. */
@Requires({ LivePostgres.available })
class UnknownEndSpec extends EffectsOnPostgres {
    @AutoCleanup
    Wire wire = new Wire(server.port)
    PollingConditions soon = new PollingConditions(timeout: 60)

    def setup() {
        server.execute(name, 'create table t (id serial primary key, note text)')
        anchor()
    }

    def "a process killed inside a transaction leaves nothing, its session is ended, and it is done again once"() {
        given:
        def child = new Child(PerformingProcess, server.conninfo(name), "insert into t (note) values ('x'); select pg_sleep(600)")
        soon.eventually {
            assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1
        }

        when:
        child.kill()
        def finding = effects.establish(started(child))

        then:
        finding.verdict() == Finding.Verdict.NOT_APPLIED
        finding.evidence().contains('was rolled back')
        server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 0

        when:
        effects.sql(sql("insert into t (note) values ('x')"), new LiveExecution(attempt: 2))

        then:
        server.value(name, 'select count(*) from t') == 1

        cleanup:
        child.close()
    }

    def "a process killed right after its commit left everything, and that is proven"() {
        given:
        def child = new Child(PerformingProcess, server.conninfo(name), "insert into t (note) values ('x')")
        soon.eventually {
            assert child.said('committed')
        }

        when:
        child.kill()
        def finding = effects.establish(started(child))

        then:
        finding.verdict() == Finding.Verdict.APPLIED
        finding.evidence().contains('handrail.marker has its row')
        server.value(name, 'select count(*) from t') == 1

        cleanup:
        child.close()
    }

    def "a killed process that left a statement outside of a transaction running is not waited for"() {
        given:
        server.execute(name, "insert into t (note) select 'x' from generate_series(1, 10)")
        def blocker = server.connect(name)
        blocker.autoCommit = false
        blocker.createStatement().execute('lock table t in row exclusive mode')
        def child = new Child(PerformingProcess, server.conninfo(name), 'create index concurrently t_note on t (note)')
        soon.eventually {
            assert server.value(name, "select count(*) from pg_locks l join pg_stat_activity a using (pid) where not granted and query like 'create index%'") == 1
        }

        when:
        child.kill()
        def finding = effects.establish(started(child, 'sql', [proof: "select exists (select 1 from pg_index where indexrelid = to_regclass('t_note') and indisvalid)"]))

        then:
        finding.verdict() == Finding.Verdict.PLAN_AGAIN
        server.value(name, "select count(*) from pg_stat_activity where query like 'create index%' and pid <> pg_backend_pid()") == 0

        cleanup:
        blocker.close()
        child.close()
    }

    def "where the answer to COMMIT is lost, the marker row says that it was done"() {
        given:
        def execution = new LiveExecution()
        def own = through()
        wire.toClient = { byte[] bytes -> !text(bytes).contains('COMMIT') }

        when:
        own.sql(sql("insert into t (note) values ('x')"), execution)

        then:
        execution.lines.last().startsWith('the answer to COMMIT was lost; handrail.marker has its row')
        server.value(name, 'select count(*) from t') == 1

        cleanup:
        own.close()
    }

    def "where the answer to the COMMIT of an anchor is lost, nobody is told that nothing changed"() {
        given:
        server.execute(name, 'delete from handrail.run')
        def own = through()
        wire.toClient = { byte[] bytes -> !text(bytes).contains('COMMIT') }

        when:
        own.anchor(new Anchor('main', false), new LiveExecution(effect: 'anchor'))

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('At most this run is noted in handrail.run')
        server.value(name, 'select count(*) from handrail.run') == 1

        cleanup:
        own.close()
    }

    def "where COMMIT itself is lost, nothing changed, and that is known at once"() {
        given:
        def own = through()
        wire.toServer = { byte[] bytes -> !text(bytes).contains('COMMIT') }

        when:
        own.sql(sql("insert into t (note) values ('x')"), new LiveExecution())

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('Nothing changed: the server says transaction')
        server.value(name, 'select count(*) from t') == 0
        server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and state = 'idle in transaction'") == 0

        cleanup:
        own.close()
    }

    def "where nobody answers after a lost COMMIT, the outcome is unknown and found out later"() {
        given:
        def execution = new LiveExecution()
        def own = through()
        def work = sql("insert into t (note) values ('x')")
        wire.toClient = { byte[] bytes ->
            boolean commit = text(bytes).contains('COMMIT')
            if (commit) {
                wire.close()
            }
            !commit
        }

        when:
        own.sql(work, execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.UNKNOWN
        own.establish(execution.asStarted(work)).verdict() == Finding.Verdict.UNKNOWN
        effects.establish(execution.asStarted(work)).verdict() == Finding.Verdict.APPLIED

        cleanup:
        own.close()
    }

    def "a statement whose session works no more is given up, although the wire is silent"() {
        given:
        def execution = new LiveExecution()
        def direct = Wire.cast(wire)
        def own = through()
        execution.whenStarted = {
            Thread.start {
                soon.eventually {
                    assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1
                }
                direct.toClient = { byte[] bytes -> if (text(bytes).contains('terminating')) { direct.hole = true }; true }
                server.execute('postgres', "select pg_terminate_backend($execution.facts.pid, 5000)")
                direct.hole = false
            }
        }

        when:
        own.sql(sql("insert into t (note) values ('x'); select pg_sleep(600)"), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        server.value(name, 'select count(*) from t') == 0

        cleanup:
        own.close()
    }

    def "a transaction that a server lost is known to be lost: the marker row is missing and its id is in the future"() {
        given:
        def facts = [xid: '4000000000', pid: '1', backend: '2020-01-01 00:00:00+00', database: name]

        expect:
        effects.establish(new LiveExecution(facts: facts).asStarted(sql('select 1'))).verdict() == Finding.Verdict.NOT_APPLIED
    }

    def "a server that has no connection left for a moment is waited for"() {
        given:
        String user = "one_$name"
        server.execute(name, "create role $user login connection limit 1 password '${LivePostgres.PASSWORD}'",
            "grant usage on schema handrail to $user", "grant select on all tables in schema handrail to $user")
        def taken = server.connect(name, user)
        def facts = [xid: '4000000000', pid: '1', backend: '2020-01-01 00:00:00+00', database: name]
        def few = new PostgresEffects(login(server.conninfo(name, true, user)), database)

        when:
        Thread.start {
            soon.eventually { assert server.folder.resolve("log").toFile().text.contains("too many connections for role \"$user\"") }
            taken.close()
        }
        def finding = few.establish(new LiveExecution(facts: facts).asStarted(sql('select 1')))

        then:
        finding.verdict() == Finding.Verdict.NOT_APPLIED

        cleanup:
        taken.close()
        few.close()
    }

    def "the process of another session that has the same pid is never ended"() {
        given:
        def other = server.connect(name)
        def row = other.createStatement().executeQuery('select pg_backend_pid()')
        row.next()
        def facts = [xid: '4000000000', pid: row.getString(1), backend: '2020-01-01 00:00:00+00', database: name]

        when:
        effects.establish(new LiveExecution(facts: facts).asStarted(sql('select 1')))

        then:
        other.isValid(5)

        cleanup:
        other.close()
    }

    private PostgresEffects through() {
        Login login = login(server.conninfo(name).replace("port=$server.port", "port=$wire.port"))
        new PostgresEffects(login, database)
    }

    private static String text(byte[] bytes) {
        new String(bytes, 'ISO-8859-1')
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
    }

    /** As the journal of the killed process had it. */
    private static dev.handrail.runbook.Started started(Child child, String kind = 'sql', Map<String, String> more = [:]) {
        Map facts = child.lines.findAll { it.startsWith('fact ') }.collectEntries {
            def parts = it.split(' ', 3)
            [parts[1], parts[2]]
        }
        new LiveExecution(facts: facts + more).asStarted(sql('select 1'))
    }

    static class PerformingProcess {
        static void main(String[] arguments) {
            Login login = PostgresSpec.login(arguments[0])
            def statements = SqlText.of(arguments[1], new Position('01.sql', 1, 1)).statements()
            def work = new Sql('main', '', statements, [], !statements[0].nature().outside(), null, Envelope.DEFAULT, [:])
            def execution = new LiveExecution()
            execution.whenStarted = {
                execution.facts.each { name, value -> println "fact $name $value" }
                System.out.flush()
            }
            new PostgresEffects(login, new Postgres(login)).sql(work, execution)
            println 'committed'
            System.out.flush()
            new java.util.concurrent.CountDownLatch(1).await()
        }
    }
}
