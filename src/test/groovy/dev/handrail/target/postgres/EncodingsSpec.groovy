package dev.handrail.target.postgres

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import dev.handrail.text.Values
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import static dev.handrail.target.postgres.PostgresSpec.login

/** Databases and machines that write letters in another way: exact, or refused; never something else. */
@Requires({ LivePostgres.available })
class EncodingsSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    Values none = [captured: { a, b -> Optional.empty() }] as Values

    private String database(String encoding) {
        String name = "enc_${UUID.randomUUID().toString().replace('-', '').take(10)}"
        server.execute('postgres', "create database $name encoding '$encoding' lc_collate 'C' lc_ctype 'C' template template0")
        name
    }

    def "a LATIN1 database keeps what it can hold, and a sign that it can't is a failure that left nothing"() {
        given:
        String name = database('LATIN1')
        def there = login(server.conninfo(name))
        def seen = new Postgres(there)
        def effects = new PostgresEffects(there, seen)
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))

        when:
        effects.sql(sql("create table \"Größe\" (note text); insert into \"Größe\" values ('é ÿ')"), new LiveExecution())

        then:
        seen.ask(SqlText.of('select note, length(note) from "Größe"', Position.NOWHERE).single(), none).rows() == [['é ÿ', 3]]

        when:
        effects.sql(sql("insert into \"Größe\" values ('→')"), new LiveExecution(effect: 'e2'))

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('22P05')
        server.value(name, 'select count(*) from "Größe"') == 1

        cleanup:
        effects?.close()
        seen?.close()
    }

    def "bytes that are no letters in an SQL_ASCII database are refused with the reason, not shown as others"() {
        given:
        String name = database('SQL_ASCII')
        server.execute(name, 'create table t (note text)', "insert into t values (convert_from('\\xe9', 'SQL_ASCII'))")
        def seen = new Postgres(login(server.conninfo(name)))

        when:
        seen.ask(SqlText.of('select note from t', Position.NOWHERE).single(), none)

        then:
        Problem problem = thrown()
        !problem.remedy().empty

        and: 'and the next question is answered'
        seen.ask(SqlText.of('select count(*) from t', Position.NOWHERE).single(), none).value() == 1

        cleanup:
        seen?.close()
    }

    def "where the machine speaks Turkish, names and words are what they are elsewhere"() {
        given:
        String name = server.newDatabase()
        def child = new Child(TurkishProcess, ['-Duser.language=tr', '-Duser.country=TR'], server.conninfo(name))

        expect:
        new PollingConditions(timeout: 120).eventually {
            assert child.lines.any { it.startsWith('ended') }
        }
        child.lines.findAll { !it.startsWith('ended') } == ['title I', 'nature OUTSIDE_TRANSACTION', 'concurrent true', 'risk changes']
        server.row(name, "select indisvalid from pg_index where indexrelid = 'tıtle_idx'::regclass") == [true]

        cleanup:
        child?.close()
    }

    static class TurkishProcess {
        static void main(String[] arguments) {
            Login there = login(arguments[0])
            def database = new Postgres(there)
            def effects = new PostgresEffects(there, database)
            effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
            effects.sql(sql('CREATE TABLE TITLE (ID INT PRIMARY KEY, "I" TEXT); INSERT INTO TITLE VALUES (1, $$I$$)'), new LiveExecution())
            Values none = [captured: { a, b -> Optional.empty() }] as Values
            def row = database.ask(SqlText.of('select "I" from TITLE', Position.NOWHERE).single(), none)
            println "title ${row.value()}"
            def build = SqlText.of('CREATE INDEX CONCURRENTLY "tıtle_idx" ON TITLE ("I")', Position.NOWHERE).single()
            println "nature ${build.nature()}"
            def outside = Sql.outside('main', build, 'select true', Envelope.DEFAULT)
            println "concurrent ${outside.concurrent()}"
            effects.sql(outside, new LiveExecution(effect: 'e2'))
            println "risk ${dev.handrail.runbook.Risk.CHANGES.word()}"
            println 'ended'
            System.out.flush()
            System.exit(0)
        }
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
    }
}
