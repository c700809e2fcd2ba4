package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A headless run is told to end. */
class SignalSpec extends Specification {
    @TempDir
    Path folder

    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.05)
    Process process

    void setup() {
        SharedScripts.home(folder.resolve('home'))
        Files.writeString(folder.resolve('waits.groovy'), '''
            runbook('waits', 'Waits for a long time') {
              section('a') {
                step('before') { command 'true'; rollback { command 'true' } }
                step('wait') { waitFor '10m' }
                step('after') { command 'touch', 'after'; rollback { command 'true' } }
              }
            }
            '''.stripIndent())
    }

    void cleanup() {
        process?.destroyForcibly()
    }

    private Path journal() {
        Files.list(folder.resolve('home/runs')).findFirst().get().resolve('journal.jsonl')
    }

    private void start(ProcessBuilder.Redirect output) {
        ProcessBuilder builder = new ProcessBuilder(new File('shell/handrail').absolutePath, 'run', 'waits.groovy',
            '--yes', 'changes', '--json')
        builder.environment().put('HANDRAIL_HOME', folder.resolve('home').toString())
        process = builder.directory(folder.toFile()).redirectOutput(output)
            .redirectError(folder.resolve('err').toFile()).start()
        soon.eventually {
            assert Files.exists(folder.resolve('home/runs'))
            assert Files.readString(journal()).contains('"kind":"observe"')
        }
    }

    def "SIG#signal pauses the run on record, with exit 130, and nothing more is done"() {
        given:
        start(ProcessBuilder.Redirect.to(folder.resolve('out').toFile()))

        when:
        new ProcessBuilder('kill', "-$signal", "${process.pid()}").start().waitFor()

        then:
        process.waitFor(60, TimeUnit.SECONDS)
        process.exitValue() == 130
        Files.readString(journal()).readLines().last().contains('"type":"run.paused","exit":130')
        Files.readString(folder.resolve('out')).readLines().last().contains('"type":"run.paused"')
        !Files.exists(folder.resolve('after'))

        where:
        signal << ['INT', 'TERM', 'HUP']
    }

    def "a reader of standard output that goes away does not end the run"() {
        given:
        start(ProcessBuilder.Redirect.PIPE)

        when:
        process.inputStream.close()
        new ProcessBuilder('kill', '-TERM', "${process.pid()}").start().waitFor()

        then:
        process.waitFor(60, TimeUnit.SECONDS)
        process.exitValue() == 130
        Files.readString(journal()).readLines().last().contains('"type":"run.paused"')
    }

    def "a note from another process is on record, and status tells that it is at work"() {
        given:
        start(ProcessBuilder.Redirect.to(folder.resolve('out').toFile()))

        expect:
        other('note', 'seen from outside').contains('Left for run')
        other('status').contains('at work now')
        other('run', 'waits.groovy', '--yes', 'changes').contains('error:')

        when:
        process.destroy()
        process.waitFor(60, TimeUnit.SECONDS)

        then:
        other('status').contains('paused')
        other('abandon', journal().parent.fileName.toString(), '--reason', 'enough').contains('ABANDONED')
    }

    private String other(String... words) {
        ProcessBuilder builder = new ProcessBuilder([new File('shell/handrail').absolutePath] + (words as List))
        builder.environment().put('HANDRAIL_HOME', folder.resolve('home').toString())
        Process other = builder.directory(folder.toFile()).redirectErrorStream(true).start()
        other.outputStream.close()
        String said = other.inputStream.text
        other.waitFor()
        said
    }
}
