package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A person runs a runbook that needs no server. */
class RunningSpec extends Specification {
    private static final String MENU = '[q]uit  [?]'

    @TempDir
    Path folder

    PseudoTerminal terminal

    void setup() {
        SharedScripts.home(folder.resolve('home'))
        Files.writeString(folder.resolve('small.groovy'), '''
            runbook('small', 'Makes a folder and a file in it') {
              section('make', 'Make') {
                step('folder', 'Make a folder') {
                  command 'mkdir', 'made'
                  rollback { command 'rmdir', 'made' }
                }
                step('file', 'Put a file into it') {
                  command 'touch', 'made/file'
                  rollback { command 'rm', 'made/file' }
                }
              }
              section('after', 'After') {
                step('look', 'A person looks') {
                  manual 'Is the file there?'
                  answer 'yes'
                  rollback { command 'true' }
                }
                step('last') {
                  command 'test', '-f', 'made/file'
                  rollback { command 'true' }
                }
              }
            }
            '''.stripIndent())
    }

    void cleanup() {
        terminal?.close()
    }

    private PseudoTerminal handrail(Map<String, String> environment = [:], String... arguments) {
        terminal = new PseudoTerminal([new File('shell/handrail').absolutePath] + (arguments as List),
            [HANDRAIL_HOME: folder.resolve('home').toString()] + environment, folder.toFile())
    }

    private File made() {
        folder.resolve('made/file').toFile()
    }

    def "each step is shown and asked, done at a key, and the last lines say where the report is"() {
        when:
        handrail('run', 'small.groovy')
            .sees('[1/4] make/folder').sees('mkdir').sees(MENU).types('y')
            .sees('make/folder').sees('done')
            .sees('[2/4] make/file').sees(MENU).types('y')
            .sees('[3/4] after/look').sees(MENU).types('y').sees('Answer').types('yes\r')
            .sees('[4/4] after/last').sees(MENU).types('y')
            .sees('DONE').sees('4 done').sees('report.md').sees('handrail report')

        then:
        terminal.ends() == 0
        made().exists()
    }

    def "a run is skipped in part, left, gone on with, and taken back"() {
        when:
        handrail('run', 'small.groovy')
            .sees('[1/4]').sees(MENU).types('y')
            .sees('[2/4]').sees(MENU).types('s').sees('Why').types('made it myself\r').sees('skipped')
            .sees('[3/4]').sees(MENU).types('q')
            .sees('PAUSED').sees('handrail resume')

        then:
        terminal.ends() == 3
        !made().exists()

        when:
        made().createNewFile()
        handrail('resume')
            .sees('[3/4] after/look').sees(MENU).types('y').sees('Answer').types('yes\r')
            .sees('[4/4]').sees(MENU).types('y')
            .sees('DONE')

        then:
        terminal.ends() == 0

        when:
        made().delete()
        String run = folder.resolve('home/runs').toFile().list()[0]
        handrail('rollback', run)
            .sees('take back after/last').sees(MENU).types('y')
            .sees('take back after/look').sees(MENU).types('y')
            .sees('take back make/folder').sees('rmdir').sees(MENU).types('y')
            .sees('TAKEN-BACK')

        then:
        terminal.ends() == 0
        !made().parentFile.exists()
    }

    def "a key that is still held does not answer the next question"() {
        when:
        handrail('run', 'small.groovy', HANDRAIL_KEY_DELAY: '60s').sees('[1/4]').sees(MENU).types('y')
            .sees('[2/4]').sees(MENU).types('y').sees('y may still have been held').sees(MENU).types('q').sees('PAUSED')

        then:
        terminal.ends() == 3
        made().parentFile.exists()
        !made().exists()
    }

    def "what is typed ahead, Enter, arrows and pasted keys answer nothing"() {
        when:
        handrail('run', 'small.groovy').types('yyyy\r')
            .sees('[1/4]').sees(MENU).types('\r\033[A\033[200~y\033[201~').types('\003')
            .sees('Nothing was answered').sees(MENU).types('q').sees('PAUSED')

        then:
        terminal.ends() == 3
        !made().parentFile.exists()
    }

    def "two interrupts at a question offer to pause"() {
        given:
        int pressed = 0
        String said = ''

        when: 'two within two seconds, for which a busy machine may need more'
        handrail('run', 'small.groovy').sees('[1/4]').sees(MENU)
        while (said != 'Pause the run?' && pressed++ < 20) {
            said = terminal.types('\003').seesOneOf('Nothing was answered', 'Pause the run?')
            if (said != 'Pause the run?') {
                terminal.sees(MENU)
            }
        }
        terminal.types('y').sees('PAUSED')

        then:
        terminal.ends() == 3
        pressed > 1
    }

    def "the end of input pauses, it never agrees"() {
        when:
        handrail('run', 'small.groovy').sees('[1/4]').sees(MENU).types('\004').sees('PAUSED')

        then:
        terminal.ends() == 3
        !made().parentFile.exists()
    }

    def "a terminal that goes away pauses the run"() {
        when:
        handrail('run', 'small.groovy').sees('[1/4]').sees(MENU)
        terminal.process.destroy()
        String run = folder.resolve('home/runs').toFile().list()[0]

        then:
        new spock.util.concurrent.PollingConditions(timeout: 60, delay: 0.1).eventually {
            assert Files.readString(folder.resolve("home/runs/$run/journal.jsonl")).contains('"type":"run.paused"')
        }
    }

    def "what fails asks what now, and backing out takes back what was done"() {
        when:
        handrail('run', 'small.groovy')
            .sees('[1/4]').sees(MENU).types('y')
            .sees('[2/4]').sees(MENU).types('s').sees('Why').types('none\r')
            .sees('[3/4]').sees(MENU).types('y').sees('Answer').types('no\r')
            .sees('FAILED').sees("the answer is 'no'").sees('What now?').sees(MENU).types('r')
            .sees('[3/4]').sees(MENU).types('y').sees('Answer').types('yes\r')
            .sees('[4/4]').sees(MENU).types('y')
            .sees('FAILED').sees('What now?').sees(MENU).types('b')
            .sees('take back after/look').sees(MENU).types('y')
            .sees('take back make/folder').sees(MENU).types('y')
            .sees('TAKEN-BACK')

        then:
        terminal.ends() == 9
        !made().parentFile.exists()
    }
}
