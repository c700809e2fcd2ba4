package dev.handrail.backup

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.runbook.Dump
import dev.handrail.runbook.Plan
import dev.handrail.target.backup.OverNote
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires({ LivePostgres.available })
class BackupLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server(), LivePostgres.server().newDatabase('shop'))

    BackupAction backup(Keep keep = null) {
        new BackupAction('main', 's/t', Text.of('backups'), 1, '1', Dump.Selection.WHOLE, Dump.Proving.READ, keep)
    }

    RestoreAction restore(boolean over = false) {
        new RestoreAction('main', Text.of('s/t'), null, over)
    }

    def setup() {
        target.execute('create table users (id int primary key)', 'insert into users select generate_series(1, 100)')
    }

    Object users() {
        target.value('select count(*) from users')
    }

    Object databases() {
        target.server.value('postgres', "select string_agg(datname, ' ' order by datname) from pg_database where datname like '${target.name}%'")
    }

    def "what a backup holds comes back, and going back gives what was there meanwhile"() {
        given:
        target.act(backup())
        target.execute('insert into users select generate_series(101, 150)')

        when:
        target.act(restore())

        then:
        users() == 100
        databases() == "$target.name ${target.name}_before_r1"

        when:
        target.back(restore())

        then:
        users() == 150
        databases() == "$target.name ${target.name}_r1"
    }

    def "over leaves one database"() {
        given:
        target.act(backup())
        target.execute('delete from users')

        when:
        target.act(restore(true))

        then:
        users() == 100
        databases() == target.name
    }

    private List<String> left() {
        target.home.resolve('backups').toFile().list().collect { (it =~ /-(k\d)-s-t/)[0][1] }.sort()
    }

    def "a backup with the note that its run is over is restored as ever"() {
        given:
        target.act(backup())
        OverNote.leave('r1', [target.home.resolve("backups/$target.name-r1-s-t").toString()])
        target.execute('delete from users')

        when:
        target.act(restore())

        then:
        target.host().backups(target.home.resolve('backups'))*.over() == [true]
        users() == 100
    }

    def "a copy that never got the name is dropped on the way back"() {
        given:
        target.act(backup())
        Plan plan = restore().plan(target)
        def done = new dev.handrail.runbook.Done('r1', 's/t',
            [new dev.handrail.runbook.Done.Work('restore', 'k', target.perform(plan.effects()[0]).facts())])

        when:
        target.act(new RestoreBack('main', done))

        then:
        databases() == target.name
    }

    def "a clock that jumped ten years ahead makes no backup old"() {
        given:
        List<LiveTarget> runs = (1..2).collect { new LiveTarget(target.server, target.name, "k$it", target.home) }
        runs.each { it.act(backup()) }
        target.clock = java.time.Clock.fixed(java.time.Instant.parse('2036-11-21T10:00:00Z'), java.time.ZoneOffset.UTC)

        when:
        Plan plan = target.act(backup(new Keep(java.time.Duration.ofDays(30), null)))

        then:
        plan.effects()*.kind() == ['dump']
        target.home.resolve('backups').toFile().list().size() == 3

        cleanup:
        runs?.each { it.close() }
    }

    def "of this step's backups so many are kept, the newest among them, and every one whose run is not over"() {
        given:
        LivePostgres server = target.server
        List<LiveTarget> runs = (1..5).collect { new LiveTarget(server, target.name, "k$it", target.home) }

        when: 'all are open on the database'
        runs[0..2].each { it.act(backup(new Keep(null, 2))) }

        then:
        left() == ['k1', 'k2', 'k3']

        when: 'the database has no note of the first two, and of the second a note beside its backup says that it is over'
        target.execute("delete from handrail.run where run in ('k1', 'k2')")
        OverNote.leave('k2', [target.home.resolve("backups/$target.name-k2-s-t").toString(), '/nowhere/at/all'])
        OverNote.leave('k2', [target.home.resolve("backups/$target.name-k1-s-t").toString()])
        Plan plan = runs[3].act(backup(new Keep(null, 2)))

        then:
        left() == ['k1', 'k3', 'k4']
        plan.hazards()*.code() == ['HZ071']
        plan.hazards()[0].what().endsWith("$target.name-k1-s-t: nothing here tells whether run k1 is over")

        when: 'a journal says that the first is over'
        runs[4].runs['k1'] = true
        plan = runs[4].act(backup(new Keep(null, 2)))

        then:
        left() == ['k3', 'k4', 'k5']
        plan.hazards()[0].what().endsWith("$target.name-k3-s-t: run k3 is open on this database")

        cleanup:
        runs?.each { it.close() }
    }
}
