package dev.handrail.partition

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.partition.PartitionAction.Retire
import dev.handrail.runbook.Dump
import dev.handrail.runbook.Manifest
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

import java.sql.SQLException

/** Old partitions, archived before they go. */
@Requires({ LivePostgres.available })
class ArchiveLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static PartitionAction archive(Map more = [:]) { PartitionLiveSpec.partition([keep: 1, archive: Text.of('archive')] + more) }

    private Manifest archived(String partition = 'public.audit_2026_09') {
        target.host().backup(target.home.resolve("archive/${target.name}-r1-$partition")).orElseThrow()
    }

    def setup() {
        target.execute('create table people (id int primary key)', 'insert into people values (1)',
            'create table audit (id bigint, at timestamptz not null, who int references people, primary key (id, at)) partition by range (at)')
        target.act(PartitionLiveSpec.partition(behind: 2))
        target.execute("insert into audit select n, timestamptz '2026-09-01 00:00+00' + n * interval '1 hour', 1 from generate_series(1, 300) n")
    }

    def "a partition is backed up, the backup proven, and then it is detached"() {
        when:
        Plan plan = target.act(archive())

        then:
        plan.effects()*.kind() == ['dump', 'sql']
        (plan.effects()[0] as Dump).selection().tables() == ['"public"."audit_2026_09"']
        target.value('select count(*) from audit_2026_09') == 300
        archived().rows() == ['public.audit_2026_09': 300L]
        archived().proof() == 'read'

        and: 'nobody takes it for a backup of the database'
        target.host().backups(target.home.resolve('archive')) == []
    }

    def "what is dropped takes no row behind the backup's back, and comes back from it"() {
        given:
        Plan plan = archive(retire: Retire.DROP).plan(target)

        expect:
        plan.risk() == Risk.DESTROYS
        plan.effects()*.kind() == ['sql', 'dump', 'sql']

        when:
        target.perform(plan.effects()[0])
        target.execute("insert into audit values (1000, '2026-09-20', 1)")

        then:
        SQLException refused = thrown()
        refused.message.contains('handrail_archived')
        archive(retire: Retire.DROP).plan(target).effects()*.kind() == ['dump', 'sql']

        when:
        plan.effects().drop(1).each { target.perform(it) }
        def back = new ProcessBuilder(LivePostgres.bin().resolve('pg_restore').toString(), '--exit-on-error',
            '--section=pre-data', '--section=data', '-d', target.server.conninfo(target.name), archived().place()).redirectErrorStream(true).start()
        String said = back.inputStream.text

        then: 'it is attached again where it was'
        said == ''
        back.waitFor() == 0
        target.value('select count(*) from audit') == 300
        target.value("select count(*) from pg_index where indrelid = 'audit_2026_09'::regclass and indisvalid") == 1
        target.execute("insert into audit values (1000, '2026-09-20', 1)")
    }

    def "a step that stopped before the drop is taken back: rows may come in again"() {
        given:
        PartitionAction action = archive(retire: Retire.DROP)
        def effect = action.plan(target).effects()[0]
        def work = new dev.handrail.runbook.Done.Work('sql', effect.key(), target.perform(effect).facts())

        when:
        (action.wayBack() as dev.handrail.runbook.WayBack.By).action().apply(new dev.handrail.runbook.Done('r1', 's/t', [work])).plan(target)
            .effects().each { target.perform(it) }
        target.execute("insert into audit values (1000, '2026-09-20', 1)")

        then:
        target.value('select count(*) from audit') == 301
    }

    def "a partition that is partitioned itself is archived with all its rows"() {
        given:
        target.execute('create table audit_2026_08 partition of audit for values from (\'2026-08-01 00:00+00\') to (\'2026-09-01 00:00+00\') partition by list (id)',
            'create table "audit_2026_08 one" partition of audit_2026_08 for values in (1)', "insert into audit values (1, '2026-08-05', 1)")

        when:
        target.act(archive())

        then:
        archived('public.audit_2026_08').rows().values().sum() == 1
        target.value("select count(*) from audit_2026_08") == 1
    }
}
