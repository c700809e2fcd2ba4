package dev.handrail.backup

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.runbook.Dump
import dev.handrail.runbook.Plan
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

    def "of this step's backups so many are kept, the newest among them"() {
        given:
        LivePostgres server = target.server
        List<LiveTarget> runs = (1..3).collect { new LiveTarget(server, target.name, "k$it", target.home) }

        when:
        runs.each { it.act(backup(new Keep(null, 2))) }

        then:
        target.home.resolve('backups').toFile().list().sort() == ["$target.name-k2-s-t", "$target.name-k3-s-t"]*.toString()

        cleanup:
        runs?.each { it.close() }
    }
}
