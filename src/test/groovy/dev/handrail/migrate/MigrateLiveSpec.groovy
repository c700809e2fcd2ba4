package dev.handrail.migrate

import dev.handrail.hazard.Accepts
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires({ LivePostgres.available })
class MigrateLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static final Map<String, String> FILES = ['01.sql': 'begin; create table if not exists a (b int); insert into a values (1); commit;',
                                              '02.sql': 'alter table a add c int; create index concurrently a_c on a (c)']
    static final Map<String, String> REVERTS = ['01.sql': 'drop table a', '02.sql': 'drop index concurrently a_c; alter table a drop c']

    static MigrateAction migrate(Map<String, String> files, Map<String, String> reverts = [:], String baseline = null) {
        new MigrateAction('main', 's/t', MigrateActionSpec.read(files, ''), MigrateActionSpec.read(reverts, 'revert/'), null, null,
            baseline, Envelope.DEFAULT, Accepts.NONE)
    }

    def "files are applied once, whatever they are made of, and taken back in turn"() {
        when:
        target.act(migrate(FILES, REVERTS))

        then:
        target.column('select name from handrail.migration order by name') == ['01.sql', '02.sql']
        target.server.row(target.name, "select digest, run, step from handrail.migration where name = '02.sql'") ==
            [MigrateActionSpec.digest(FILES['02.sql']), 'r1', 's/t']
        target.value("select indisvalid from pg_index where indexrelid = 'a_c'::regclass") == true
        migrate(FILES).plan(target).nothing() == 'all 2 files are applied'

        when:
        target.back(migrate(FILES, REVERTS))

        then:
        target.value("select to_regclass('a') is null") == true
        target.value('select count(*) from handrail.migration') == 0
    }

    def "a file that fails leaves nothing, and what came before it stays"() {
        when:
        target.act(migrate(FILES.take(1) + ['02.sql': 'alter table a add c int; select 1/0']))

        then:
        thrown(EffectFailure)
        target.column('select name from handrail.migration') == ['01.sql']
        target.value("select count(*) from information_schema.columns where table_name = 'a'") == 1
    }

    def "another run goes on behind the last part that is there"() {
        given:
        Map<String, String> files = FILES.take(1) + ['02.sql': 'insert into a values (2); create index concurrently a_b on a (nope); select 1']
        try {
            target.act(migrate(files))
        } catch (EffectFailure expected) {
            target.execute('alter table a add nope int')
        }

        when:
        LiveTarget next = new LiveTarget(target.server, target.name, 'r2')
        next.act(migrate(files))

        then:
        target.column('select b from a order by b') == [1, 2]
        target.server.row(target.name, "select digest, run from handrail.migration where name = '02.sql'") ==
            [MigrateActionSpec.digest(files['02.sql']), 'r2']

        cleanup:
        next.close()
    }

    def "two runs that plan the same file apply it once"() {
        given:
        List effects = migrate(FILES.take(1)).plan(target).effects()
        target.perform(effects[0])

        when:
        LiveTarget other = new LiveTarget(target.server, target.name, 'r2')
        other.perform(effects[0])

        then:
        EffectFailure failure = thrown()
        failure.problem().why().contains('23505')
        target.value('select count(*) from a') == 1

        cleanup:
        other?.close()
    }

    def "a baseline is recorded and not run, and taken back with the step"() {
        when:
        target.act(migrate(FILES.take(1), REVERTS.take(1), '01.sql'))

        then:
        target.column('select name from handrail.migration') == ['01.sql']
        target.value("select to_regclass('a') is null") == true

        when:
        target.back(migrate(FILES.take(1), REVERTS.take(1), '01.sql'))

        then:
        target.value('select count(*) from handrail.migration') == 0
    }

    def "a database without schema handrail has no history"() {
        given:
        target.execute('drop schema handrail cascade')

        expect:
        migrate(FILES.take(1)).plan(target).effects().size() == 1
    }

    def "the history keeps order and how long each file took, in all of its parts, outside transactions too"() {
        when:
        target.execute('create function slow(int) returns int immutable language plpgsql as $$ begin perform pg_sleep(0.3); return $1; end $$')
        target.act(migrate(['01.sql': 'select pg_sleep(0.2)', '02.sql': 'create table a (b int); vacuum a; select pg_sleep(0.2)', '03.sql': 'select 1',
                            '04.sql': 'create table b (c int); insert into b values (1);\ncreate index concurrently i on b (slow(c));',
                            '05.sql': 'create index concurrently j on b (slow(c));\nselect 1']))

        then:
        target.column('select name from handrail.migration order by ordinal') == ['01.sql', '02.sql', '03.sql', '04.sql', '05.sql']
        target.column("select took between '0.2 s' and '60 s' from handrail.migration order by ordinal") == [true, true, false, true, true]
    }

    def "a history of an earlier handrail gets its new columns before the first file, and says so"() {
        given:
        target.execute('create table a (b int)', 'alter table handrail.migration drop took, drop ordinal',
                       "insert into handrail.migration (name, digest, run, step) values ('01.sql', '${MigrateActionSpec.digest(FILES['01.sql'])}', 'r0', 's/t')")

        when:
        def plan = target.act(migrate(FILES + ['03.sql': 'select 1']))

        then:
        plan.effects()[0].title() == 'the history keeps from now on how long each file took'
        target.column('select took is null from handrail.migration order by ordinal') == [true, false, false]
        migrate(FILES + ['03.sql': 'select 1']).plan(target).nothing() == 'all 3 files are applied'
    }
}
