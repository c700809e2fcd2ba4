package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** The session ends, or stops, around a run: the run pauses on record, and the terminal is given back as it was. */
class HangupSpec extends Specification {
    private static final String MENU = '[q]uit  [?]'

    @TempDir
    Path folder

    @AutoCleanup
    Sitting sitting

    void setup() {
        Files.createDirectories(folder.resolve('runbooks'))
        SharedScripts.home(folder.resolve('home'))
        Files.writeString(folder.resolve('runbooks/small.groovy'), '''
            runbook('small', 'Waits and makes a file') {
              section('a') {
                step('wait') { waitFor '10m' }
                step('after') { command 'touch', '../after'; rollback { command 'true' } }
              }
            }
            '''.stripIndent())
    }

    private Sitting handrail(String words) {
        sitting?.close()
        sitting = new Sitting(folder, '$HANDRAIL ' + words)
    }

    private Path run() {
        Files.list(folder.resolve('home/runs')).findFirst().get()
    }

    private boolean pausedOnRecord() {
        Path run = run()
        assert Files.readAllLines(run.resolve('journal.jsonl')).last().contains('"type":"run.paused"')
        assert Files.exists(run.resolve('report.md'))
        handrail("resume --no-input --yes changes --skip 'a/wait=not now'")
        assert sitting.ended() == 0: sitting.terminal.screen()
        Files.exists(folder.resolve('after'))
    }

    def "#what at a question pauses the run with exit 130, and resume goes on"() {
        when:
        handrail('run small').terminal.sees(MENU)
        how(sitting)

        then:
        sitting.ended() == 130
        cut || sitting.modesChanged() == [:]
        pausedOnRecord()

        where:
        what                   | cut   | how
        'SIGTERM'              | false | { it.signal('TERM') }
        'SIGHUP'               | false | { it.signal('HUP') }
        'a cut terminal'       | true  | { it.cut() }
    }

    def "a cut terminal of which no signal tells pauses the run at its question all the same"() {
        when:
        sitting = new Sitting(folder, "trap '' HUP; \$HANDRAIL run small")
        sitting.terminal.sees(MENU)
        sitting.cut()

        then:
        sitting.ended() == 130
        pausedOnRecord()
    }

    def "#what while something is at work ends it and pauses the run with exit 130"() {
        when:
        handrail('run small --ask changes').terminal.sees('waiting')
        how(sitting)

        then:
        sitting.ended() == 130
        cut || sitting.modesChanged() == [:]
        pausedOnRecord()

        where:
        what                         | cut   | how
        'SIGTERM, until it is gone,' | false | { Sitting s -> s.terms() }
        'a cut terminal'             | true  | { Sitting s -> s.cut() }
    }

    def "five times Ctrl-C at work is one orderly stop: a question or a pause"() {
        when:
        handrail('run small --ask changes').terminal.sees('waiting').types('\003\003\003\003\003')
        if (sitting.terminal.seesOneOf('What now?', 'PAUSED') == 'What now?') {
            sitting.terminal.sees(MENU).types('q')
        }

        then:
        sitting.ended() == 130
        sitting.modesChanged() == [:]
        Files.readString(run().resolve('journal.jsonl')).count('"type":"run.paused"') == 1
    }

    def "Ctrl-Z gives the terminal back, and fg shows the question again"() {
        given:
        Files.writeString(folder.resolve('stops'), "\$HANDRAIL run small\nstty -a >$folder/meanwhile\necho it is stopped\nfg >/dev/null\n")

        when:
        sitting = new Sitting(folder, 'bash -m stops')
        sitting.terminal.sees(MENU).types('\032').sees('it is stopped').sees(MENU).types('q').sees('PAUSED')

        then:
        sitting.ended() == 3
        sitting.modesChanged() == [:]
        !Files.readString(folder.resolve('meanwhile')).contains('-icanon')
        Files.readString(folder.resolve('meanwhile')).contains('speed 38400')
    }

    def "the shell leaves the terminal as it was, however it ends: #what"() {
        when:
        handrail('').terminal.sees('handrail [sandbox]> ')
        how(sitting)

        then:
        sitting.ended() == exit
        sitting.modesChanged() == [:]

        where:
        what      | exit | how
        'Ctrl-D'  | 0    | { it.terminal.types('\004') }
        'SIGTERM' | 143  | { it.signal('TERM') }
        'SIGHUP'  | 129  | { it.signal('HUP') }
    }

    def "Ctrl-C at the prompt and in a run of the shell never ends the shell"() {
        when:
        handrail('').terminal.sees('handrail [sandbox]> ').types('runs\003').sees('handrail [sandbox]> ')
            .types('run small --ask changes\r').sees('waiting').types('\003').sees('STOPPED').sees(MENU).types('q').sees('PAUSED')
            .sees('handrail [sandbox]> ').types('status\r').sees('paused').sees('handrail [sandbox]> ').types('exit\r').sees('Leave?').types('y')

        then:
        sitting.ended() == 0
        sitting.modesChanged() == [:]
    }
}
