package dev.handrail.target.backup

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.target.postgres.Login
import dev.handrail.target.postgres.Maintenance
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

import java.sql.SQLException

@Requires({ LivePostgres.available })
class CountingSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String name = server.newDatabase('counted')
    Login login = DumpSpec.login(server.conninfo(name))
    @AutoCleanup
    Maintenance session = Maintenance.open(login, 'dump', null)
    LiveExecution execution = new LiveExecution()

    def setup() {
        server.execute(name, 'drop table if exists a, b', 'create table a as select generate_series(1, 100) i', 'create table b (i int)')
        session.exportSnapshot()
    }

    def "tables that are counted after pg_dump stay until then what they were, and are let go"() {
        given:
        def tables = Tables.of(session)
        def counting = Counting.begin(session, Reading.ROWS, Moment.AFTER, tables.all(), execution)
        counting.ahead()

        when:
        server.execute(name, 'insert into a values (101)')
        server.execute(name, "set lock_timeout = '50ms'", 'truncate a')

        then:
        SQLException e = thrown()
        e.SQLState == '55P03'

        when:
        counting.rest(tables.all())

        then:
        counting.finished().rows() == ['public.a': 100L, 'public.b': 0L]

        when:
        server.execute(name, "set lock_timeout = '5s'", 'truncate a')

        then:
        noExceptionThrown()
    }

    def "a question in the snapshot that fails between does not cost the count, taken #moment"() {
        given:
        def tables = Tables.of(session)
        def counting = Counting.begin(session, Reading.ROWS, moment, tables.all(), execution)
        counting.ahead()

        when:
        session.rows('select 1/0')

        then:
        thrown(Problem)

        when:
        counting.rest(tables.all().findAll { it.name() == 'a' })

        then:
        counting.finished().rows() == ['public.a': 100L]

        where:
        moment << Moment.values()
    }

    def "a table that can't be read fails it, and not before pg_dump could use the snapshot"() {
        given:
        def gone = new Tables.Table(1L, 'public', 'gone', 1L)
        def counting = Counting.begin(session, Reading.ROWS, moment, [gone], execution)

        when:
        counting.ahead()

        then:
        Problem e = thrown()
        e.what().contains('relation "public.gone" does not exist')
        session.value('select 1').get() == 1

        where:
        moment << Moment.values()
    }

    def "an operator's stop ends a count that waits"() {
        given:
        def other = server.connect(name)
        other.autoCommit = false
        other.createStatement().execute('lock table a in access exclusive mode')
        def counting = Counting.begin(session, Reading.ROWS, Moment.BESIDE, Tables.of(session).all(), execution)
        execution.stop()

        when:
        counting.ahead()

        then:
        EffectFailure e = thrown()
        e.kind() == EffectFailure.Kind.CANCELLED

        cleanup:
        counting.close()
        other.close()
    }
}
