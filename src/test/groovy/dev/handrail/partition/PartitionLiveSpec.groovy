package dev.handrail.partition

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.partition.PartitionAction.Retire
import dev.handrail.partition.PartitionAction.Step
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Plan
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import java.time.ZoneId

@Requires({ LivePostgres.available })
class PartitionLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static PartitionAction partition(Map more = [:]) {
        new PartitionAction('main', 'audit', (more.by ?: Step.MONTH) as Step, (more.ahead ?: 0) as int, (more.behind ?: 0) as int,
            more.keep as Integer, (more.retire ?: Retire.DETACH) as Retire, more.archive as dev.handrail.text.Text, ZoneId.of((more.zone ?: 'UTC') as String), null,
            Envelope.DEFAULT)
    }

    void table(String type = 'timestamptz') {
        target.execute('create table people (id int primary key)',
            "create table audit (id bigint generated always as identity, at $type not null default now(), who int references people,"
                + ' note text check (note <> \'\'), up text generated always as (upper(note)) stored, primary key (id, at))'
                + ' partition by range (at)', 'create index on audit (note)')
    }

    List<Object> names() {
        target.column("select inhrelid::regclass::text from pg_inherits where inhparent = 'audit'::regclass order by 1")
    }

    def "partitions by #by of #type in #zone are made, take every moment, and are there the next time"() {
        given:
        table(type)

        when:
        target.act(partition(by: by, ahead: 3, behind: 30, zone: zone))

        then:
        names().size() == 34
        partition(by: by, ahead: 3, behind: 30, zone: zone).plan(target).nothing().startsWith('all partitions from')
        target.value("select count(*) from pg_index where indrelid = '${names()[0]}'::regclass and indisvalid") == 2

        and: 'none of them is an island'
        target.execute("insert into audit (at, note) select (g)::$type, 'x' from generate_series(timestamptz '2026-11-20 00:00+00',"
            + " timestamptz '2026-11-21 09:59+00', interval '7 minutes') g")

        where:
        by       | type          | zone
        Step.DAY   | 'timestamptz' | 'Europe/Oslo'
        Step.DAY   | 'date'        | 'UTC'
        Step.WEEK  | 'timestamp'   | 'America/Santiago'
        Step.MONTH | 'timestamptz' | 'Asia/Kolkata'
        Step.YEAR  | 'date'        | 'UTC'
    }

    def "a partition that somebody else made meanwhile is taken for what it is: #how"() {
        given:
        table()
        Plan plan = partition(ahead: 1).plan(target)
        String name = (plan.effects()[0].show().join() =~ /create table public\.(\w+)/)[0][1]
        target.execute("create table $name partition of audit for values from ($from) to ($to)")

        when: 'the plan that was agreed to is older'
        plan.effects().each { target.perform(it) }

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED

        when:
        Plan again = null
        try {
            again = partition(ahead: 1).plan(target)
        } catch (Problem conflict) {
            assert conflict.remedy().contains('template')
        }

        then:
        (again == null) == conflicts
        again == null || again.effects().every { !it.show().join().contains("create table public.$name ") }

        where:
        how                  | from                                    | to                                                           || conflicts
        'the same bounds'    | "date_trunc('month', now(), 'UTC')"      | "date_trunc('month', now(), 'UTC') + interval '1 month'"      || false
        'other bounds'       | "timestamptz '2001-01-01 00:00+00'"      | "timestamptz '2001-01-02 00:00+00'"                           || true
    }

    def "nobody is kept out of the table while a partition is made"() {
        given:
        table()
        target.act(partition())
        def writer = target.server.connect(target.name)
        writer.autoCommit = false
        writer.createStatement().execute("insert into audit (at, note) values ('2026-11-21', 'open')")

        when:
        target.act(partition(ahead: 1))

        then:
        names() == ['audit_2026_11', 'audit_2026_12']

        cleanup:
        writer?.rollback()
        writer?.close()
    }

    def "old partitions are detached with their rows, and attached again by the way back"() {
        given:
        table()
        target.act(partition(behind: 3))
        target.execute("insert into audit (at, note) values ('2026-08-05', 'old'), ('2026-11-05', 'new')")
        PartitionAction keep = partition(keep: 1, ahead: 1)

        when:
        Plan plan = target.act(keep)

        then:
        plan.effects().count { !it.transaction() } == 2
        names() == ['audit_2026_10', 'audit_2026_11', 'audit_2026_12']
        target.value('select count(*) from audit') == 1
        target.value('select count(*) from audit_2026_08') == 1

        when:
        target.back(keep)

        then: 'what was created before, in the same record, had rows or went away'
        target.value('select count(*) from audit') == 2
        names().containsAll(['audit_2026_08', 'audit_2026_11'])
        !names().contains('audit_2026_12')
    }

    def "a partition that is not empty is never dropped on the way back, not even when a row comes in late"() {
        given:
        table()
        target.act(partition())
        def back = (partition().wayBack() as dev.handrail.runbook.WayBack.By).action()
            .apply(new dev.handrail.runbook.Done('r1', 's/t', [new dev.handrail.runbook.Done.Work('sql', 'k', [created: 'public.audit_2026_11'])]))
        Plan plan = back.plan(target)
        target.execute("insert into audit (at, note) values ('2026-11-05', 'late')")

        when:
        target.perform(plan.effects()[0])

        then:
        thrown(EffectFailure)
        target.value('select count(*) from audit') == 1
        back.plan(target).nothing() == 'public.audit_2026_11 has rows and stays'
    }

    def "drop takes old partitions away for good"() {
        given:
        table()
        target.act(partition(behind: 2))

        when:
        target.act(partition(keep: 1, retire: Retire.DROP))

        then:
        names() == ['audit_2026_10', 'audit_2026_11']
        target.value("select to_regclass('audit_2026_09') is null") == true
    }

    def "an interrupted detach is found, and ended by consent"() {
        given:
        table()
        target.act(partition(behind: 2))
        def reader = target.server.connect(target.name)
        reader.autoCommit = false
        reader.createStatement().executeQuery('select * from audit').close()
        def worker = target.server.connect(target.name)
        Thread.start {
            new PollingConditions(timeout: 60).eventually {
                assert target.server.value(target.name, 'select count(*) from pg_inherits where inhdetachpending') == 1
            }
            target.server.execute('postgres', "select pg_cancel_backend(pid) from pg_stat_activity where datname = '$target.name' and query like 'alter table audit detach%'")
        }

        when:
        worker.createStatement().execute('alter table audit detach partition audit_2026_09 concurrently')

        then:
        thrown(java.sql.SQLException)

        when:
        reader.rollback()
        Plan plan = target.act(partition(keep: 1))

        then:
        plan.consents()*.kind() == ['finalize-detach']
        names() == ['audit_2026_10', 'audit_2026_11']

        cleanup:
        reader?.close()
        worker?.close()
    }

    def "a name that a detached partition still has is told"() {
        given:
        table()
        target.act(partition())
        target.execute('alter table audit detach partition audit_2026_11')

        when:
        partition().plan(target)

        then:
        Problem problem = thrown()
        problem.what() == 'the name public.audit_2026_11 is taken'
    }

    def "foreign keys that point at what is retired are a hazard"() {
        given:
        table()
        target.act(partition(behind: 2))
        target.execute('create table orders (audit_id bigint, audit_at timestamptz, foreign key (audit_id, audit_at) references audit)')

        expect:
        partition(keep: 1).plan(target).hazards()*.what()*.contains('foreign keys of orders point at public.audit_2026_09') == [true]
    }

    def "#ddl is refused: #what"() {
        given:
        target.execute(ddl)

        when:
        partition().plan(target)

        then:
        Problem problem = thrown()
        problem.what() == what

        where:
        ddl                                                                                      || what
        'create table audit (a int)'                                                             || 'public.audit is not partitioned'
        'create table audit (a text) partition by list (a)'                                      || 'public.audit is partitioned by list'
        'create table audit (a text) partition by hash (a)'                                      || 'public.audit is partitioned by hash'
        'create table audit (a date, b int) partition by range (a, b)'                           || 'public.audit is partitioned by 2 columns'
        'create table audit (a bigint) partition by range (a)'                                   || 'public.audit is partitioned by a column of type bigint'
        'create table audit (a timestamp) partition by range (date_trunc(\'day\', a))'           || 'public.audit is partitioned by an expression'
    }
}
