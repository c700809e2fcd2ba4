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

    @Shared
    StringBuilder shown = new StringBuilder()

    PseudoTerminal terminal

    void cleanup() {
        closes()
    }

    void cleanupSpec() {
        handrail('sandbox', 'reset').ends()
        closes()
    }

    private void closes() {
        shown.append(terminal?.lines()?.join('\n') ?: '').append('\n')
        terminal?.close()
        terminal = null
    }

    private PseudoTerminal handrail(String... arguments) {
        closes()
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

        when: 'it is taken back'
        handrail('rollback', run.fileName.toString())
        answers('TAKEN-BACK')

        then:
        terminal.ends() == 0
    }

    def "another run skips, quits, goes on and takes everything back"() {
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

        when: 'it goes on where it stopped, and fails at the last step'
        handrail('resume').sees('schema/index').sees(MENU).types('a')
            .sees('cache/warm').sees(MENU).types('y')
            .sees('after/health').sees(MENU).types('y')
            .sees('after/look').sees(MENU).types('y').sees('Answer').types('no\r')
            .sees('FAILED').sees('What now?').sees('[?]').types('q').sees('PAUSED').sees('handrail rollback')

        then:
        terminal.ends() == 1

        when: 'it goes on again, to the end'
        handrail('resume').sees('after/look')
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

    def "without a person nothing is assumed, and with every answer the second run has little to do"() {
        expect:
        handrail('run', 'runbooks/getting-started.groovy', '--no-input').ends() == 4
        handrail('run', 'getting-started', '--yes', 'changes', '--answer', 'after/look=yes').ends() == 0
        handrail('run', 'getting-started', '--yes', 'changes', '--answer', 'after/look=yes').ends() == 0
        terminal.screen().contains('nothing to do: all 3 files are applied')
    }

    def "a mistake is shown with its place, and what to write"() {
        given:
        Path script = folder.resolve('my.groovy')
        Files.writeString(script, new File('runbooks/getting-started.groovy').text.replace(' backfill {\n', ' backfil {\n')
            .replace('getting-started/', new File('runbooks/getting-started').absolutePath + '/'))

        expect:
        handrail('check', script.toString()).ends() == 2
    }

    def "every screen in #page is one that was shown"() {
        given:
        closes()
        new File('target/screens.txt').text = shown
        String seen = Screens.plain(shown.toString())

        expect:
        Screens.of(new File(page).text).each { assert seen.contains(Screens.plain(it)) }

        where:
        page << ['README.md', 'docs/tutorial.md']
    }
}
