package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Standard streams that are closed, or whose reader goes away. */
class StreamsSpec extends Specification {
    @TempDir
    Path folder

    void setup() {
        SharedScripts.home(folder.resolve('home'))
        Files.writeString(folder.resolve('small.groovy'), '''
            runbook('small', 'Makes two files') {
              section('a') {
                step('one') { command 'touch', 'one'; rollback { command 'true' } }
                step('two') { command 'sh', '-c', 'echo said; touch two'; rollback { command 'true' } }
              }
            }
            '''.stripIndent())
    }

    private Map bash(String line) {
        ProcessBuilder builder = new ProcessBuilder('bash', '-c', line).directory(folder.toFile())
        builder.environment().putAll([HANDRAIL_HOME: folder.resolve('home').toString(), HANDRAIL: new File('shell/handrail').absolutePath])
        Process process = builder.redirectInput(new File('/dev/null')).start()
        String err = null
        Thread reader = Thread.startDaemon { err = process.errorStream.text }
        String out = process.inputStream.text
        int exit = process.waitFor()
        reader.join()
        [out: out, err: err, exit: exit]
    }

    private boolean journalWhole() {
        Path journal = Files.list(folder.resolve('home/runs')).findFirst().get().resolve('journal.jsonl')
        Files.readAllLines(journal).last().contains('"type":"run.finished"') && Files.exists(folder.resolve('two'))
    }

    def "the run goes on to its end where #what, and its exit code says so"() {
        when:
        Map said = bash("\$HANDRAIL run small.groovy --yes changes $redirects; exit \${PIPESTATUS[0]}")

        then:
        said.exit == 0
        journalWhole()

        where:
        what                                       | redirects
        'nobody reads standard output'             | '| true'
        'the reader of records leaves'             | '--json | head -1'
        'nobody reads standard error'              | '2> >(true)'
        'standard output is closed'                | '>&-'
        'standard error is closed'                 | '2>&-'
        'standard input is closed'                 | '<&-'
        'all three are closed'                     | '<&- >&- 2>&-'
        'the disk of standard output is full'      | '>/dev/full'
    }

    def "without standard input nothing is assumed: #what"() {
        when:
        Map said = bash("\$HANDRAIL run small.groovy $redirects")

        then:
        said.exit == 4
        !Files.exists(folder.resolve('one'))
        !Files.exists(folder.resolve('home/runs'))

        where:
        what               | redirects
        'end of input'     | '</dev/null'
        'closed'           | '<&-'
        'a file of yes'    | '< <(yes)'
    }
}
