package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** The whole program dies by kill -9 while a transaction is open, and goes on: the runbook's own checks count. */
class KilledSpec extends Specification {
    @TempDir
    Path folder

    void setup() {
        Files.writeString(folder.resolve('killed.groovy'), '''
            runbook('killed', 'Inserts once') {
              database 'main'
              section('a') {
                step('table') { sql 'create table once (id int)'; rollback { sql 'drop table once' } }
                step('slow') {
                  sql 'insert into once select 1 from pg_sleep(4)'
                  check('rows') { sql 'select count(*) from once'; expect 1 }
                  rollback { sql 'delete from once where id = 1' }
                }
                step('last') { check('still one row') { sql 'select count(*) from once'; expect 1 } }
              }
            }
            '''.stripIndent())
    }

    void cleanup() {
        handrail('sandbox', 'stop').waitFor(60, TimeUnit.SECONDS)
    }

    private Process handrail(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder([new File('shell/handrail').absolutePath] + (arguments as List))
        builder.environment().put('HANDRAIL_HOME', folder.resolve('home').toString())
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectInput(new File('/dev/null')).start()
    }

    private String journal() {
        File[] runs = folder.resolve('home/runs').toFile().listFiles() ?: []
        runs.collect { new File(it, 'journal.jsonl') }.findAll { it.exists() }*.text.join('\n')
    }

    def "killed while a statement runs, it finds out that nothing stayed, and does it once"() {
        given:
        Process run = handrail('run', 'killed.groovy', '--yes', 'changes')
        new PollingConditions(timeout: 60, delay: 0.05).eventually {
            assert journal().readLines().any { it.contains('"effect.started"') && it.contains('"a/slow"') }
        }

        when:
        run.destroyForcibly().waitFor()
        Process resume = handrail('resume', '--yes', 'changes')
        String said = resume.inputStream.text
        resume.waitFor(60, TimeUnit.SECONDS)

        then:
        assert resume.exitValue() == 0: said
        said.contains('established: a/slow not-applied')
        journal().readLines().count { it.contains('"effect.reconciled"') } == 1
    }
}
