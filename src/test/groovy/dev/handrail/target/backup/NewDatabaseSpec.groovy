package dev.handrail.target.backup

import dev.handrail.live.LivePostgres
import dev.handrail.target.postgres.Maintenance
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

/** Dropping a database of ours while others are in it, as a role that is no superuser. */
@Requires({ LivePostgres.available })
class NewDatabaseSpec extends Specification {
    static final Map BUSY = [autovacuum_naptime: '1s', autovacuum_vacuum_cost_delay: "'100ms'", autovacuum_vacuum_cost_limit: '1']

    @AutoCleanup('stop')
    LivePostgres server = LivePostgres.start(BUSY)

    @Tag('long')
    def "goes although autovacuum is at work in it and a session of ours is open"() {
        given:
        server.execute('postgres', "create role clerk login createdb password '$LivePostgres.PASSWORD'", 'create database passing owner clerk')
        server.execute('passing', "create table wide as select g as id, repeat('x', 200) as text from generate_series(1, 100000) g", 'update wide set id = id + 1')
        new PollingConditions(timeout: 60).eventually {
            assert server.value('postgres', "select count(*) from pg_stat_activity where datname = 'passing' and backend_type = 'autovacuum worker'") == 1
        }
        def ours = server.connect('passing', 'clerk')
        def maintenance = Maintenance.open(DumpSpec.login(server.conninfo('postgres', true, 'clerk')), 'drop', null)

        when:
        new NewDatabase(maintenance, 'passing', '').drop()

        then:
        server.value('postgres', "select count(*) from pg_database where datname = 'passing'") == 0
        !ours.isValid(5)

        cleanup:
        maintenance?.close()
        ours?.close()
    }
}
