package dev.handrail.backup

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Process
import dev.handrail.runbook.RestorePoint
import dev.handrail.target.backup.DumpSpec
import dev.handrail.target.backup.WholeDatabases
import dev.handrail.target.host.SearchPath
import dev.handrail.text.Text
import dev.handrail.validate.BackupQuestion
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** A backup that another tool makes: proven by it, marked in the write-ahead log, as old as its proof. */
@Requires({ LivePostgres.available })
class ExternalSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server(), LivePostgres.server().newDatabase('shop'))

    def "it is made, proven and marked, and a question about age finds it"() {
        when:
        Plan plan = target.act(external(['touch', target.home.resolve('made').toString()], ['test', '-f', target.home.resolve('made').toString()]))

        then:
        plan.effects()*.kind() == ['process', 'process', 'restore-point']
        plan.effects()[2].show()[0] == "select pg_create_restore_point('handrail-r1'), where the role may"
        plan.hazards()*.code() == ['HZ072']
        def reading = new BackupQuestion('main', ['backups']).ask(target)
        reading.facts().proof == 'external'
        def said = target.home.resolve("backups/$target.name-r1-s-t/manifest.json").toFile().text
        said =~ /"snapshot":"[0-9A-F]+\/[0-9A-F]+, log file [0-9A-F]{24}, restore point handrail-r1"/

        when:
        new RestoreAction('main', Text.of('s/t'), null, false).plan(target)

        then:
        def problem = thrown(Problem)
        problem.what() == 'the backup was made by another tool, and only that restores it'
    }

    def "what is not proven is no backup"() {
        when:
        target.act(external(['true'], ['false']))

        then:
        thrown(EffectFailure)
        new BackupQuestion('main', ['backups']).ask(target).value() == null
    }

    def "a role that may not create a restore point has the position alone"() {
        given:
        String role = "plain_$target.name"
        target.server.execute('postgres', "create role $role login password '$LivePostgres.PASSWORD'")
        def whole = new WholeDatabases(SearchPath.ofEnvironment(), { target.home.resolve(it) })
        def execution = new LiveExecution(run: 'r2')

        when:
        def outcome = whole.point(DumpSpec.login(target.server.conninfo(target.name, true, role)),
                                  new RestorePoint('main', Text.of('backups'), 'b2', 'handrail-r2', 'true'), execution)

        then:
        outcome.facts().position.endsWith(', no restore point')
        execution.lines == ['no restore point: the role may not execute pg_create_restore_point, or wal_level is minimal; the position in the log is recorded']
        target.host().backup(target.home.resolve('backups/b2')).get().proof() == 'external'

        cleanup:
        target.server.execute('postgres', "drop role $role")
    }

    def "a program that is not there is told before anything is done"() {
        when:
        external([], ['no-such-tool']).plan(target)

        then:
        def problem = thrown(Problem)
        problem.exitCode().status() == 7
    }

    private static External external(List<String> makes, List<String> proves) {
        new External('main', 's/t', Text.of('backups'), makes ? [program(makes)] : [], [program(proves)])
    }

    private static Process program(List<String> argv) {
        new Process(argv.collect { Text.of(it) }, [:], '', null, 0, null)
    }
}
