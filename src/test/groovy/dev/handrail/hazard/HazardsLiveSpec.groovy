package dev.handrail.hazard

import dev.handrail.index.IndexAction
import dev.handrail.index.IndexAction.Mode
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.migrate.MigrateAction
import dev.handrail.migrate.MigrateActionSpec
import dev.handrail.partition.PartitionAction
import dev.handrail.partition.PartitionAction.Retire
import dev.handrail.partition.PartitionAction.Step
import dev.handrail.problem.Position
import dev.handrail.runbook.Action
import dev.handrail.runbook.Consent
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Hazard
import dev.handrail.sql.SqlAction
import dev.handrail.text.SqlText
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

import java.sql.Connection
import java.time.ZoneId

/** What plan and question say of statements on a database as it is now. */
@Requires({ LivePostgres.available })
class HazardsLiveSpec extends Specification {
    @Shared
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    def setupSpec() {
        target.execute(
            'create domain posint as int check (value > 0)',
            'create table none (id int)',
            'create schema "Far away"',
            'create table "Far away"."Users" (id int)',
            'insert into "Far away"."Users" select generate_series(1, 60000)',
            "create table small (id bigserial primary key, a int, s varchar(20))",
            'insert into small (a) select generate_series(1, 10)',
            'create table big (id bigserial primary key, a int, s varchar(20))',
            "insert into big (a, s) select i, 'x' from generate_series(1, 60000) i",
            'analyze big',
            'create table busy (a int)', 'create index busy_a on busy (a)',
            'create table parted (at date) partition by range (at)')
    }

    private static SqlAction sql(String sql) {
        new SqlAction('main', SqlText.of(sql, new Position('r.groovy', 1, 1)), false, Envelope.DEFAULT)
    }

    private List<Hazard> hazards(String sql) {
        HazardsLiveSpec.sql(sql).plan(target).hazards()
    }

    def "#statement has #codes"() {
        expect:
        hazards(statement)*.code() == codes

        where:
        statement                                                                   || codes
        'alter table big alter column s type varchar(40)'                           || []
        'alter table big alter column s type varchar(10)'                           || ['HZ002']
        'alter table big add column p posint'                                       || ['HZ001']
        'alter table small add column p posint'                                     || []
        'create index on big (a)'                                                   || ['HZ015']
        'create index on small (a)'                                                 || []
        'create table fresh (a int); create index on fresh (a)'                     || []
        'create table if not exists big (a int); create index on big (a)'           || ['HZ015']
        'update big set a = 1'                                                      || ['HZ032']
        'update big set a = 1 where id = 5'                                         || []
        'delete from big where id in (select id from small)'                        || []
        'drop table small'                                                          || ['HZ030']
        'alter table big add constraint c check (a > 0) not valid'                  || []
        'alter table big add constraint c check (a > 0) not valid; alter table big validate constraint c' || ['HZ020']
        'alter table big add column x int; update big set x = 1 where id < 9'       || ['HZ020']
        'alter table small add column x int; update big set a = 1 where id < 9'     || []
        'alter table big rename column a to b'                                      || ['HZ040']
        'alter table "Far away"."Users" add column x int not null'                  || ['HZ023']
        'alter table none add column x int not null'                                || ['HZ041']
        'alter table big alter column id drop default'                              || ['HZ041']
        'alter table big alter column s drop default'                               || []
        'alter table nobody.knows add column x int not null'                        || []
    }

    def "a hazard tells how much there is, and the safe way with the author's own names"() {
        when:
        Hazard found = hazards('alter table big alter column a set not null')[0]

        then:
        found.what() ==~ /big \(about 60,000 rows, \d(\.\d)? MB(, [^)]+)?\) is read from end to end to see that a is never null; .*/
        found.safeWay() == "constraint { table 'big'; notNull 'a' }, or in SQL: " +
            'alter table big add constraint a_not_null check (a is not null) not valid; ' +
            'then, in a transaction of its own: alter table big validate constraint a_not_null; ' +
            'then alter table big alter column a set not null; alter table big drop constraint a_not_null'

        and:
        hazards('create index "I" on "Far away"."Users" (id)')[0].safeWay() == 'index { create \'"I" on "Far away"."Users" (id)\' }'
    }

    def "the safe way is safe: #unsafe"() {
        given:
        List<String> parts = hazards(unsafe)[0].safeWay().replaceFirst('.*, or in SQL: ', '').split(';( then, in a transaction of its own:| then)? ') as List

        expect:
        parts.size() > 1
        parts.every { part ->
            List<Hazard> left = hazards(part)
            target.execute(part)
            left == []
        }

        where:
        unsafe << ['alter table big alter column id set not null, alter column s set not null',
                   "alter table big add constraint s_there check (s <> '')"]
    }

    @Tag('long')
    def "who stands in the way is named, and a plan waits for nobody"() {
        given:
        Connection other = target.server.connect(target.name)
        other.autoCommit = false
        other.createStatement().withCloseable {
            it.execute("set application_name = 'nightly report'")
            it.execute('lock table big in access exclusive mode')
            it.execute('insert into busy values (1)')
            it.execute('lock table parted in share update exclusive mode')
        }
        PollingConditions soon = new PollingConditions(timeout: 60)
        List<Action> blocked = [
            sql('alter table big add column x int'),
            MigrateActionSpec.migrate(['1.sql': 'alter table big add column x int']),
            new IndexAction('main', Mode.CREATE, 'i on busy (a)', Envelope.DEFAULT),
            new IndexAction('main', Mode.DROP, 'busy_a', Envelope.DEFAULT),
            new PartitionAction('main', 'parted', Step.MONTH, 1, 0, null, Retire.DETACH, null, ZoneId.of('UTC'), null, Envelope.DEFAULT)]

        expect: 'a moment is no hazard; what lasts is'
        soon.eventually {
            List<Hazard> found = hazards('alter table big add column x int')
            assert found*.code() == ['HZ022']
            assert found[0].what() ==~ /big is in use by process \d+ \(nightly report, idle in transaction for \d+s\): .*/
            assert found[0].safeWay() ==~ /let that transaction end first: select pg_terminate_backend\(\d+\)/
        }

        and: 'every word that would wait for him offers to end him, and needs no answer'
        blocked.every { action ->
            List<Consent> consents = action.plan(target).consents()
            assert consents*.kind() == ['end-blockers']
            assert consents[0].what() ==~ /end sessions that block this step, those that come later too, but never another superuser's, the server's own or handrail's; now in the way: .*nightly report.*/
            !consents[0].needed()
        }

        and: 'who wants a lock that fits does not'
        sql('select * from parted').plan(target).consents().empty

        cleanup:
        other.rollback()
        other.close()
    }

    def "an index that is not valid is not taken for one by IF NOT EXISTS"() {
        given:
        target.execute('create table twice (a int)', 'insert into twice values (1), (1)')
        target.server.connect(target.name).withCloseable {
            try {
                it.createStatement().execute('create unique index concurrently "Twice_a" on twice (a)')
            } catch (java.sql.SQLException expected) {
                assert expected.SQLState == '23505'
            }
        }
        String again = 'create unique index if not exists "Twice_a" on twice (a)'

        when:
        Hazard found = hazards(again)[0]

        then:
        found.code() == 'HZ044'
        found.what().startsWith('the index "Twice_a" on twice')
        found.safeWay().startsWith('index { create \'unique "Twice_a" on twice (a)\' } drops it with the consent drop-invalid-index')

        when:
        target.execute('drop index "Twice_a"', 'create index "Twice_a" on twice (a)')

        then:
        hazards(again) == []
    }

    @Tag('long')
    def "a reader stands in nobody's way who only writes"() {
        given:
        Connection other = target.server.connect(target.name)
        other.autoCommit = false
        other.createStatement().withCloseable { it.execute('select count(*) from big') }
        PollingConditions soon = new PollingConditions(timeout: 60)

        expect:
        soon.eventually { assert hazards('alter table big add column x int')*.code() == ['HZ022'] }
        hazards('create index on big (a)')*.code() == ['HZ015']

        cleanup:
        other.rollback()
        other.close()
    }

    def "of files only those that are pending are looked at, each after the one before it"() {
        given:
        Map<String, String> files = ['1.sql': 'create table made (a int); insert into made select generate_series(1, 60000)',
                                     '2.sql': 'alter table made alter column a set not null',
                                     '3.sql': '-- handrail:accept HZ015 nobody uses it yet\ncreate index made_a on made (a);']
        Closure<MigrateAction> migrate = { Map some ->
            new MigrateAction('main', 's/t', MigrateActionSpec.read(some, ''), [], null, null, null, Envelope.DEFAULT, Accepts.NONE)
        }

        expect: 'all of them make a table and work on it'
        migrate(files).plan(target).hazards() == []

        when:
        target.act(migrate(files.take(1)))

        then:
        migrate(files).plan(target).hazards()*.code() == ['HZ010', 'HZ015']
        migrate(files).plan(target).hazards()*.accepted() == [null, 'nobody uses it yet']
        migrate(files).plan(target).openHazards()*.code() == ['HZ010']

        when:
        target.act(migrate(files))

        then:
        migrate(files).plan(target).hazards() == []
    }
}
