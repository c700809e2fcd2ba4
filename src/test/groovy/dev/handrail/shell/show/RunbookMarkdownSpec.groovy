package dev.handrail.shell.show

import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** `show`: all that a reviewer has to agree with, as boxes to tick. */
class RunbookMarkdownSpec extends Specification {
    @TempDir
    Path folder

    def "nothing that a step says is left out, and each part can be ticked"() {
        given:
        Path file = folder.resolve('r.groovy')
        Files.writeString(file, '''runbook('shop', 'The shop') {
  owner 'ana'
  database 'main'
  service 'api'
  section('s', 'S') {
    step('a', 'A') {
      when('open orders') { sql 'select id from orders'; expect some }
      require('a backup') { backupOf 'main'; expect youngerThan('1h') }
      sql 'update t set a = 1 where id = 3'
      watch { every '2s'; tolerate 1; check('up') { http '/health'; expect status(200) } }
      check('done') { sql 'select a from t where id = 3'; expect 1; lasting() }
      hint 'Look at the log.'
      remedy('Restart') { command 'restart', 'api' }
      retry times: 2, wait: '5s'
      timeout '10m'
      announce 'It begins.'
      rollback { sql 'update t set a = 0 where id = 3'; check('back') { sql 'select a from t where id = 3'; expect 0 } }
    }
    step('b', 'B') { sql 'drop table old'; irreversible 'nobody reads it' }
    step('c', 'C') { manual 'Look.'; answer 'yes' }
  }
  recovery('back', 'Back') { step('x', 'X') { manual 'Call.' } }
}
''')

        when:
        String shown = RunbookMarkdown.of(new Loader(null).load(file, [:], Mode.CHECK).runbook())

        then:
        ['- Steps: 3 (2 changes, 1 destroys)', '- [ ] Skipped unless: open orders: `select id from orders`: expects some row',
         '- [ ] Requires: a backup', '- [ ] Asks: one key; without a terminal `--yes changes`', '- [ ] Does: `sql` on database main; risk: changes',
         'update t set a = 1 where id = 3', '- Watches meanwhile every 2s, tolerates 1 failures in a row', '- [ ] Watches: up: ', '- [ ] Checks: done: ',
         'lasting: must still hold', '- Its effects may take 10m together', '- Tried again 2 times, 5s apart', '- When it fails: Look at the log.',
         '- [ ] Remedy: Restart', 'restart api', '- Announces: It begins.', '- [ ] Rollback: ', 'update t set a = 0 where id = 3',
         '- [ ] After the rollback checks: back: ', '`--confirm s/b=ENVIRONMENT/NAME`', 'IRREVERSIBLE: nobody reads it', '`--answer s/c=TEXT`',
         '## Another way back: back: Back'].findAll { !shown.contains(it) } == []
    }

    def "a question of several lines is shown as it is written"() {
        given:
        Path file = folder.resolve('r.groovy')
        Files.writeString(file, '''runbook('r', 'R') {
  database 'main'
  section('s', 'S') {
    step('a', 'A') {
      check('quiet') {
        sql """select count(*) from pg_stat_activity -- all of them
               where state <> 'idle'"""
        expect 0
      }
    }
  }
}
''')

        expect:
        RunbookMarkdown.of(new Loader(null).load(file, [:], Mode.CHECK).runbook()).contains(
            "- [ ] Checks: quiet: expects 0\n\n  ```\n  select count(*) from pg_stat_activity -- all of them\n                 where state <> 'idle'\n  ```\n")
    }
}
