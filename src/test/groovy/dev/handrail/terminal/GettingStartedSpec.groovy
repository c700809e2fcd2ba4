package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.lang.TempDir

/** A person's first run: the real runbook on the real sandbox, at a real terminal. */
@Stepwise
class GettingStartedSpec extends Specification {
    private static final String MENU = '[q]uit  [?]'
    private static final String HANDRAIL = new File('shell/handrail').absolutePath

    @Shared
    @TempDir
    Path folder

    PseudoTerminal terminal

    void cleanup() {
        terminal?.close()
    }

    void cleanupSpec() {
        reset()
    }

    private void reset() {
        terminal = handrail('sandbox', 'reset')
        terminal.ends()
        terminal.close()
    }

    private PseudoTerminal handrail(String... arguments) {
        terminal = new PseudoTerminal([HANDRAIL] + (arguments as List), [HANDRAIL_HOME: folder.toString()], new File('.'))
    }

    /** Answers y to every question until {@code end} is shown; a task gets its answer, what destroys the name. */
    private int answers(String end) {
        int questions = 0
        while (true) {
            String shown = terminal.seesOneOf('Is it done?', 'Do it?', 'Type sandbox/getting_started_shop', end)
            if (shown == end) {
                return questions
            }
            if (shown.startsWith('Type')) {
                terminal.types('sandbox/getting_started_shop\r')
                continue
            }
            questions++
            terminal.sees(MENU).types('y')
            if (shown == 'Is it done?') {
                terminal.sees('Answer').types('yes\r')
            }
        }
    }

    def "the first run is answered with y from the first step to the last"() {
        when:
        handrail('run', 'runbooks/getting-started.groovy').sees('[ 1/11] before/quiet')
        int questions = answers('DONE')
        terminal.sees('11 done').sees('Report').sees('report.md')

        then:
        terminal.ends() == 0
        questions == 10 // the cache is empty: there is nothing to flush, and nothing is asked
        Path run = Files.list(folder.resolve('runs')).findFirst().get()
        Files.readString(run.resolve('report.md')).contains('50,000')
    }

    def "another run skips, quits, goes on and takes everything back"() {
        given:
        reset()

        when: 'a step is left out, and the run is left'
        handrail('run', 'getting-started')
            .sees('before/quiet').sees(MENU).types('y')
            .sees('before/backup').sees(MENU).types('y')
            .sees('schema/scripts').sees('01-add-order-totals.sql').sees(MENU).types('y')
            .sees('schema/totals').sees('update public.orders').sees(MENU).types('y')
            .sees('schema/required').sees(MENU).types('y')
            .sees('schema/months').sees(MENU).types('s').sees('Why').types('next week\r').sees('skipped')
            .sees('schema/index').sees(MENU).types('q')
            .sees('PAUSED').sees('handrail resume').sees('handrail rollback')

        then:
        terminal.ends() == 3

        when: 'it goes on where it stopped, to the end'
        handrail('resume').sees('schema/index')
        answers('DONE')

        then:
        terminal.ends() == 0

        when: 'and all of it is taken back'
        String run = Files.list(folder.resolve('runs')).map { it.fileName.toString() }.sorted().toList()
            .find { Files.readString(folder.resolve("runs/$it/report.md")).contains('next week') }
        handrail('rollback', run)
        answers('TAKEN-BACK')

        then:
        terminal.ends() == 0
    }
}
