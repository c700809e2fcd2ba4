package dev.handrail.partition

import dev.handrail.live.Child
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Plan
import dev.handrail.shell.Front
import dev.handrail.shell.Main
import dev.handrail.shell.session.Seat
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException

/** Partitions beside a default partition, whether it holds rows of theirs or not. */
@Requires({ LivePostgres.available })
class DefaultRowsLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())
    @TempDir
    Path folder
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    def setup() {
        target.execute('create table audit (id bigint generated always as identity, at timestamptz not null, note text,'
            + ' up text generated always as (upper(note)) stored, primary key (id, at)) partition by range (at)',
            'create table audit_rest partition of audit default')
    }

    static PartitionAction partition(Map more = [:]) { PartitionLiveSpec.partition(more) }

    private void rows(int count, String from = '2026-12-01') {
        target.execute("insert into audit (at, note) select timestamptz '$from 00:00+00' + n * interval '1 second', 'x' || n"
            + " from generate_series(0, ${count - 1}) n")
    }

    private Map<String, Long> places() {
        target.server.connect(target.name).withCloseable { c ->
            def found = c.createStatement().executeQuery('select tableoid::regclass::text, count(*) from audit group by 1')
            Map<String, Long> all = [:]
            while (found.next()) {
                all[found.getString(1)] = found.getLong(2)
            }
            all
        }
    }

    private Object leftovers() {
        target.value("select count(*) from pg_constraint where conname like 'handrail%' and contype = 'c' and connamespace = 'public'::regnamespace")
    }

    def "no partition is attached while the default partition is read, whatever it holds: #rows rows in the way"() {
        given:
        target.execute("insert into audit (at, note) select timestamptz '2020-01-01 00:00+00' + n * interval '1 hour', 'old' from generate_series(1, 500) n")
        rows ? this.rows(rows) : null

        when:
        List<String> said = []
        target.server.connect(target.name).withCloseable { c ->
            c.createStatement().execute("set client_min_messages to debug1")
            partition(ahead: 2).plan(target).effects().each { effect ->
                c.autoCommit = false
                effect.show().findAll { !it.startsWith('--') }.each { sql ->
                    c.createStatement().withCloseable { s ->
                        s.execute(sql)
                        for (def w = s.warnings; w != null; w = w.nextWarning) { said << (sql.contains('attach') ? 'attach: ' : '') + w.message }
                    }
                }
                c.commit()
            }
        }

        then:
        said.count { it == 'attach: updated partition constraint for default partition "audit_rest" is implied by existing constraints' } == 3
        !said.any { it.startsWith('attach: verifying table "audit_rest"') }
        (places().findAll { it.key != "audit_rest" }.values().sum() ?: 0) == rows
        leftovers() == 0

        where:
        rows << [0, 40]
    }

    def "few rows are moved in the transaction that attaches: they are seen all the time"() {
        given:
        rows(4)
        rows(3, '2027-03-01')
        PartitionAction action = partition(ahead: 2)

        when:
        Plan plan = action.plan(target)

        then:
        plan.consents()*.kind() == ['move-default-rows']
        plan.consents()[0].what() == 'move 4 rows of public.audit_rest, from 2026-12-01 00:00:00+00 to 2026-12-01 00:00:03+00, into public.audit_2026_12 (4 rows)'
        plan.hazards()*.code() == ['HZ062']
        plan.estimate().count() == 4
        !plan.hazards()[0].what().contains('not seen')

        when:
        target.act(action)

        then:
        places() == [audit_2026_12: 4, audit_rest: 3]
        target.value("select string_agg(up || id, ',' order by id) from audit_2026_12") == 'X01,X12,X23,X34'
        leftovers() == 0
        action.plan(target).nothing()
    }

    def "many rows are moved in batches, and a writer of the same rows is refused, not lost"() {
        given:
        rows(25_000)
        Plan plan = partition(ahead: 1).plan(target)

        expect:
        plan.effects()*.title().findAll { it.contains('to be moved') } ==
            ['2026-12: 10,000 rows of the 25,000 rows to be moved', '2026-12: 10,000 rows of the 15,000 rows to be moved']
        plan.hazards()[0].what().contains('not seen through public.audit')

        when: 'the step is stopped after the first batch'
        plan.effects().take(3).each { target.perform(it) }

        then:
        places() == [audit_rest: 15_000]

        when:
        target.execute("insert into audit (at, note) values ('2026-12-02', 'late')")

        then:
        SQLException refused = thrown()
        refused.message.contains('handrail_coming_')

        when: 'other rows come and go, and it is planned again'
        target.execute("insert into audit (at, note) values ('2030-01-01', 'other')", "delete from audit where at = '2026-12-01 00:00:59+00' or at = '2026-12-01 06:00:00+00'")
        Plan again = target.act(partition(ahead: 1))

        then:
        again.effects()*.title().findAll { it.contains('to be moved') }.size() == 1
        places().audit_2026_12 + target.value("select 25000 - count(*) from audit where at >= '2026-12-01' and at < '2027-01-01'") == 25_000
        places().audit_rest == 1
        leftovers() == 0
    }

    def "rows that come before they are excluded are moved too"() {
        given:
        rows(2)
        Plan plan = partition(ahead: 1).plan(target)
        rows(5, '2026-12-24')

        when:
        plan.effects().each { target.perform(it) }

        then:
        places() == [audit_2026_12: 7]
    }

    def "what stopped half-way is taken back: every row is where it was"() {
        given:
        rows(25_000)
        PartitionAction action = partition(ahead: 1)
        Plan plan = action.plan(target)
        def facts = plan.effects().take(3).collect { target.perform(it); new dev.handrail.runbook.Done.Work('sql', it.key(), it.facts()) }

        when:
        Plan back = (action.wayBack() as dev.handrail.runbook.WayBack.By).action().apply(new dev.handrail.runbook.Done('r1', 's/t', facts)).plan(target)
        back.effects().each { target.perform(it) }

        then:
        places() == [audit_rest: 25_000]
        leftovers() == 0
        target.value("select to_regclass('audit_2026_12') is null")
    }

    def "what was detached beside a default partition is attached again, and that it is read meanwhile is told"() {
        given:
        target.act(partition(behind: 2))
        PartitionAction keep = partition(keep: 1)
        target.act(keep)

        when:
        Plan back = target.back(keep)

        then:
        back.hazards()*.code().contains('HZ066')
        target.value("select count(*) from pg_inherits where inhrelid = 'audit_2026_09'::regclass") == 1
    }

    def "rows under way to a partition that is not planned any more are told"() {
        given:
        rows(25_000)
        partition(ahead: 1).plan(target).effects().take(3).each { target.perform(it) }

        when:
        partition().plan(target)

        then:
        Problem problem = thrown()
        problem.what().startsWith('public.audit_2026_12 was being filled')
    }

    def "rows that foreign keys point at stay, and that is told before anything is done"() {
        given:
        rows(2)
        target.execute('create table orders (audit_id bigint, audit_at timestamptz, foreign key (audit_id, audit_at) references audit)')

        when:
        partition(ahead: 1).plan(target)

        then:
        Problem problem = thrown()
        problem.what().endsWith('must be moved, and foreign keys of orders point at public.audit')
    }

    def "a row that nobody may delete stops the step, and nothing is lost"() {
        given:
        rows(3)
        target.execute('create function stay() returns trigger language plpgsql as \'begin return case when old.id = 2 then null else old end; end\'',
            'create trigger stay before delete on audit for each row execute function stay()')
        Plan plan = partition(ahead: 1).plan(target)

        expect:
        plan.hazards()*.code() == ['HZ062', 'HZ063']

        when:
        plan.effects().each { target.perform(it) }

        then:
        thrown(EffectFailure)
        places() == [audit_rest: 3]
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], folder,
            { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    private Path book() {
        Files.writeString(folder.resolve('audit.groovy'), '''\
            runbook('audit', 'Partitions') {
              database 'main'
              section('s') { step('p') { partition { table 'audit'; by month; behind 1 } } }
            }
            '''.stripIndent())
    }

    @Tag('long')
    def "without the consent nothing is moved; killed between two batches it goes on, and no row is lost or doubled"() {
        given:
        String month = java.time.YearMonth.now(java.time.ZoneOffset.UTC)
        rows(60_000, month + '-01')
        target.execute("create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.3); return null; end'",
            'create trigger slow after delete on audit_rest for each statement execute function slow()')
        target.execute("delete from handrail.run")
        String where = 'main=' + target.server.conninfo(target.name)
        String[] words = ['run', book().toString(), '--env', 'night', '--database', where, '--yes', 'changes', '--no-input']

        expect:
        handrail(words) == 4
        err.toString().contains('--consent s/p=move-default-rows')
        target.value('select count(*) from audit_rest') == 60_000

        when:
        Child child = new Child(Main, ['--home', folder.resolve('home').toString(), 'resume', '--env', 'night', '--database', where, '--yes', 'changes',
            '--no-input', '--consent', 's/p=move-default-rows'] as String[])
        new PollingConditions(timeout: 60).eventually {
            assert (target.value('select count(*) from audit_rest') as int) <= 40_000
        }
        child.kill()

        then:
        (target.value('select count(*) from audit_rest') as int) > 0

        when:
        int resumed = handrail('resume', '--yes', 'changes', '--consent', 's/p=move-default-rows', '--database', where, '--env', 'night')

        then:
        resumed == 0
        places().values() as List == [60_000L]
        target.value('select count(distinct id) from audit') == 60_000
        leftovers() == 0

        cleanup:
        child?.close()
    }
}
