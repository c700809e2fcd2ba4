package dev.handrail.shell.show

import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import dev.handrail.run.Need
import dev.handrail.run.Planner
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Step
import dev.handrail.seen.Seen
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** `explain`: everything that one step would do, in its order, with the values that are bound. */
class ExplanationSpec extends Specification {
    @TempDir
    Path folder

    private Map<String, List<String>> explained(String step, String waits = '') {
        Path file = folder.resolve('r.groovy')
        Files.writeString(file, """int limit = input('limit', 3, 'How many')
            runbook('r') {
              database 'main'
              service 'api'
              section('s', 'S') {
                step('before') { http { get '/x'; capture 'id', '\$.id' } }
                step('a', 'A') { $step }
              }
            }""".stripIndent())
        Step one = new Loader(null).load(file, [:], Mode.RUN).runbook().step('s/a').get()
        def planned = new Planner.PlannedStep(one, one.action().plan(new Seen()), Risk.CHANGES, 'test/shop', 'as the author says', null)
        new Explanation(planned, waits, [new Need('s/a', '--yes changes')]).parts().collectEntries { [it.when(), it.lines()] }
    }

    def "statements stand with their parameters, their transaction, their bounds and their proof"() {
        when:
        def parts = explained('sql "update t set a = ${limit} where id = ${result(\'s/before\', \'id\')}"; rollback { sql \'update t set a = 0\' }')

        then:
        parts['asks'] == ['changes on test/shop', 'without a terminal: --yes changes']
        parts['does'][0] == '1. sql on database main, in one transaction'
        parts['does'].contains('     sent as: update t set a = ? where id = ?')
        parts['does'].contains('     bound 1: 3')
        parts['does'].contains('     bound 2: <id from s/before>')
        parts['does'].any { it.startsWith('     if cut off: exactly once') }
        parts['does'].any { it.startsWith('     bounds: a lock is waited for 2s') }
        parts['way back'].contains('     update t set a = 0;')
    }

    def "what stands around the work is told in the order in which it happens"() {
        when:
        def parts = explained('''
            when('there is work') { sql 'select a from t'; expect some }
            require('a backup') { backupOf 'main'; expect youngerThan('1h') }
            note 'Slow.'
            manual 'Deploy it'
            watch { every '2s'; tolerate 1; check('up') { http '/health'; expect status(200) } }
            check('deployed') { command 'deployed'; expect exit(0) }
            hint 'Look at the log.'
            remedy('Restart') { command 'restart', 'api' }
            retry times: 2, wait: '5s'
            timeout '10m'
            rollback { command 'deploy', 'old'; check('old') { command 'is-old'; expect exit(0) } }
            ''', 'after s/before')

        then:
        parts.keySet().toList() == ['skipped unless', 'requires', 'shows', 'asks', 'does', 'meanwhile', 'then checks', 'if it fails', 'way back']
        parts['does'][0].contains('after s/before')
        parts['if it fails'] == ['its effects may take 10m together', 'tried again 2 times, 5s apart', 'says: Look at the log.', 'offers: Restart', '     restart api']
        parts['way back'].containsAll(['as the author says', '     deploy old'])
        parts['way back'].last().startsWith('then checks old: ')
    }
}
