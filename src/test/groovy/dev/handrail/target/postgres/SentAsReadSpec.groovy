package dev.handrail.target.postgres

import dev.handrail.live.LivePostgres
import dev.handrail.live.Recorded
import dev.handrail.live.Wire
import dev.handrail.problem.Problem
import dev.handrail.text.Manner
import dev.handrail.text.Redactor
import dev.handrail.text.Statement
import dev.handrail.text.psql.PsqlOracleSpec
import dev.handrail.text.psql.Reads
import spock.lang.Requires
import spock.lang.Specification

/** The driver has a reader of its own: what it makes of a statement must be that one statement, letter by letter. */
@Requires({ LivePostgres.available })
class SentAsReadSpec extends Specification {
    def "every statement of psql's cases is sent as it was read"() {
        given:
        LivePostgres server = LivePostgres.server()
        String database = server.newDatabase('sent')
        Recorded recorded = new Recorded()
        Wire wire = new Wire(server.port)
        wire.toServer = { byte[] bytes -> recorded.take(bytes) }
        Login login = Login.of(Resolver.ofProcess().resolve(server.conninfo(database).replace("port=$server.port", "port=$wire.port") +
            ' sslmode=disable', null, 'spec'), null, null, 'spec', new Redactor())
        List<Statement> all = PsqlOracleSpec.cases().collectMany { one ->
            Reads.bytes(([('main.sql'): one.sql] + PsqlOracleSpec.INCLUDED).collectEntries { k, v -> [k, v.getBytes('UTF-8')] }).statements()
        }.findAll { it.manner() == Manner.SENT && it.parts().size() == 1 }.unique { it.shown() }

        when:
        Map<String, List<String>> sent = [:]
        Loading loading = Loading.open(login)
        all.each { statement ->
            int before = recorded.sent().size()
            try {
                loading.execute(statement)
            } catch (Problem expected) {
                // what matters is what was sent
            }
            sent[statement.shown()] = recorded.sent().drop(before).findAll { it != 'rollback' }
        }
        Map<String, List<String>> others = sent.findAll { shown, queries -> queries.size() != 1 || queries[0] != shown }

        then: 'but for what the driver takes for text without an end, and refuses before it is sent'
        others == ["select E'a'';\\''": [], 'select $1$$;$$': []]
        sent.size() > 150

        cleanup:
        loading?.close()
        wire.close()
    }
}
