package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.Wire
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import spock.lang.Requires
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import static dev.handrail.target.postgres.PostgresSpec.login

/** Servers that stop, come back, or are followed by another one that does not have all that was committed. */
@Requires({ LivePostgres.available })
class FailoverSpec extends Specification {
    PollingConditions soon = new PollingConditions(timeout: 60)
    List<AutoCloseable> opened = []

    def cleanup() {
        opened.reverse()*.close()
    }

    def "a server that is stopped at once in the middle of a step leaves nothing; one that crashes at the commit is waited for"() {
        given:
        def server = LivePostgres.start()
        def wire = new Wire(server.port)
        opened << wire
        def effects = ready(server.conninfo('postgres').replace("port=$server.port", "port=$wire.port"))
        def execution = new LiveExecution()
        execution.whenStarted = {
            Thread.start {
                soon.eventually {
                    assert server.value('postgres', "select count(*) from pg_stat_activity where wait_event = 'PgSleep'") == 1
                }
                server.stop('immediate')
                server.resume()
            }
        }

        when:
        effects.sql(sql('create table t (a int); select pg_sleep(600)'), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('Nothing changed')

        when: 'the answer to COMMIT is lost with the server, which comes back while it is asked'
        soon.eventually {
            assert server.value('postgres', 'select 1') == 1
        }
        def committed = new LiveExecution(attempt: 2)
        wire.toClient = { byte[] bytes ->
            boolean commit = new String(bytes, 'ISO-8859-1').contains('COMMIT')
            if (commit) {
                server.stop('immediate')
                Thread.start { server.resume() }
                soon.eventually { new Socket(InetAddress.loopbackAddress, server.port).close() } // it begins to come back
            }
            !commit
        }
        effects.sql(sql('create table t (a int)'), committed)

        then:
        committed.lines.any { it.contains('handrail.marker has its row') }
        server.value('postgres', "select to_regclass('t')::text") == 't'

        cleanup:
        server?.stop('immediate')
    }

    def "after a failover the marker row decides, and the change of timeline is told"() {
        given: 'a standby that has the first effect, and not the second'
        def primary = LivePostgres.start()
        def first = new LiveExecution(effect: 'first')
        def second = new LiveExecution(effect: 'second')
        def work = sql('create table first (a int)')
        def lost = sql('create table second (a int)')
        def effects = ready(primary.conninfo('postgres'))
        def standby = primary.standby()
        effects.sql(work, first)
        soon.eventually {
            assert standby.value('postgres', "select to_regclass('first')::text") == 'first'
        }
        standby.stop('immediate')
        effects.sql(lost, second)
        primary.stop('immediate')
        standby.withoutPrimary().resume()

        expect: 'a standby is not believed'
        def there = ready(standby.conninfo('postgres'), false)
        there.establish(second.asStarted(lost)).evidence().contains('a standby answers')

        when:
        standby.execute('postgres', 'select pg_promote(true, 60)')
        def findings = [there.establish(first.asStarted(work)), there.establish(second.asStarted(lost))]

        then: 'also where its number now belongs to another transaction, which was committed'
        findings*.verdict() == [Finding.Verdict.APPLIED, Finding.Verdict.NOT_APPLIED]
        findings[1].evidence().contains('timeline changed from 00000001 to 00000002')

        when:
        20.times { standby.execute('postgres', "create table filler$it (a int)") }

        then:
        there.establish(second.asStarted(lost)).verdict() == Finding.Verdict.NOT_APPLIED

        cleanup:
        standby?.stop('immediate')
    }

    def "a transaction so old that the server forgot it is left to a person where no marker row tells"() {
        given:
        def server = LivePostgres.server()
        String name = server.newDatabase()
        def effects = ready(server.conninfo(name))
        def execution = new LiveExecution()
        effects.sql(sql('create table t (a int)'), execution)

        when:
        Map facts = execution.facts + [xid: '3']
        def marked = effects.establish(new LiveExecution(facts: facts).asStarted(sql('')))
        def unmarked = effects.establish(new LiveExecution(effect: 'other', facts: facts).asStarted(sql('')))

        then:
        marked.verdict() == Finding.Verdict.APPLIED
        unmarked.verdict() == Finding.Verdict.UNKNOWN
        unmarked.evidence()

        and: 'one that was committed without its marker row is never taken for one that was not'
        def committed = effects.establish(new LiveExecution(effect: 'other', facts: execution.facts).asStarted(sql('')))
        committed.verdict() == Finding.Verdict.UNKNOWN
        committed.evidence().contains('was committed, but handrail.marker has no row')
    }

    def "another server under the same name is noticed before anything is sent, and when an outcome is established"() {
        given:
        def right = LivePostgres.server()
        def wrong = LivePostgres.start()
        def wire = new MovingWire(right.port)
        opened << wire
        String connect = right.conninfo('postgres').replace("port=$right.port", "port=$wire.port")
        def database = new Postgres(login(connect))
        def effects = new PostgresEffects(login(connect), database)
        opened.addAll([database, effects])
        database.identity()
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
        def execution = new LiveExecution()
        effects.sql(sql('create table moved_away (a int)'), execution)

        when:
        wire.moveTo(wrong.port)
        effects.sql(sql('create table elsewhere (a int)'), new LiveExecution(effect: 'e2'))

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what().contains('another server answers')
        wrong.value('postgres', "select to_regclass('elsewhere')::text") == null

        and:
        effects.establish(execution.asStarted(sql(''))).evidence().startsWith('another server answers')

        when:
        database.identity()
        database.ask(SqlText.of('select 1', Position.NOWHERE).single(), Stub(dev.handrail.text.Values))

        then:
        def asked = thrown(Problem)
        asked.exitCode() == ExitCode.UNDECIDED

        cleanup:
        right.execute('postgres', 'drop table if exists moved_away', 'drop schema if exists handrail cascade')
        wrong?.stop('immediate')
    }

    private PostgresEffects ready(String connect, boolean anchor = true) {
        def database = new Postgres(login(connect))
        def effects = new PostgresEffects(login(connect), database)
        opened.addAll([database, effects])
        if (anchor) {
            effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
        }
        effects
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
    }

    /** A name that leads to one server, and later to another one. */
    static class MovingWire implements AutoCloseable {
        final ServerSocket listening = new ServerSocket(0, 50, InetAddress.loopbackAddress)
        final List<Socket> sockets = [].asSynchronized()
        volatile int target

        MovingWire(int target) {
            this.target = target
            Thread.startDaemon {
                try {
                    while (true) {
                        Socket client = listening.accept()
                        Socket server = new Socket(InetAddress.loopbackAddress, this.target)
                        sockets.addAll([client, server])
                        Thread.startDaemon { pump(client, server) }
                        Thread.startDaemon { pump(server, client) }
                    }
                } catch (IOException ignored) {
                    // closed
                }
            }
        }

        private static void pump(Socket from, Socket to) {
            try {
                from.inputStream.transferTo(to.outputStream)
            } catch (IOException ignored) {
                // cut
            }
            [from, to]*.close()
        }

        int getPort() { listening.localPort }

        void moveTo(int other) {
            target = other
            sockets*.close()
            sockets.clear()
        }

        void close() {
            listening.close()
            sockets*.close()
        }
    }
}
