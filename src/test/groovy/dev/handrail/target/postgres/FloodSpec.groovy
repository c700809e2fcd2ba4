package dev.handrail.target.postgres

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Position
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import dev.handrail.text.Values
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

/** More than fits: a million notices and ten million rows, with 64 MB of memory. */
@Requires({ LivePostgres.available })
class FloodSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()

    @Tag('long')
    def "a million notices are counted and ten million rows capped, in 64 MB"() {
        given:
        def child = new Child(FloodedProcess, ['-Xmx64m'], server.conninfo(server.newDatabase()))

        expect:
        new PollingConditions(timeout: 180).eventually {
            assert child.lines.any { it.startsWith('ended') }
        }
        child.lines.find { it.startsWith('notices') } ==~ /notices .* and 999\d{3} more lines like these/
        child.said('rows 10000 of 1000000 or more')
        child.said('effect done')
        child.lines.last() == 'ended'

        cleanup:
        child?.close()
    }

    static class FloodedProcess {
        static void main(String[] arguments) {
            Login login = PostgresSpec.login(arguments[0])
            def database = new Postgres(login)
            def effects = new PostgresEffects(login, database)
            effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
            def execution = new LiveExecution()
            effects.sql(sql("do \$\$ begin for i in 1..1000000 loop raise notice 'line % of a migration that talks too much', i; end loop; end \$\$"), execution)
            println "notices ${execution.lines.last()}"
            effects.sql(sql("select repeat('x', 200) from generate_series(1, 2000) a, generate_series(1, 200) b"), new LiveExecution(effect: 'e2'))
            println 'effect done'
            Values none = [captured: { a, b -> Optional.empty() }] as Values
            def reading = database.ask(SqlText.of("select repeat('x', 100) from generate_series(1, 10000) a, generate_series(1, 1000) b", Position.NOWHERE).single(), none)
            println "rows ${reading.rows().size()} of ${reading.total()}${reading.facts().more ? ' or more' : ''}"
            println 'ended'
            System.out.flush()
            System.exit(0)
        }

        private static Sql sql(String text) {
            Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
        }
    }
}
