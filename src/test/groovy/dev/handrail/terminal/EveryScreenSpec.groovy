package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir

/** A question with a maintenance window behind it, on screens of every size and kind: the same keys do the same. */
@Tag('long')
class EveryScreenSpec extends Specification {
    private static final Map<String, Map<String, String>> KINDS = [
        'a terminal with everything'   : [:],
        'a terminal without colours'   : [NO_COLOR: '1'],
        'a dumb terminal'              : [TERM: 'dumb'],
        'a terminal that names no kind': [TERM: ''],
        'a terminal without UTF-8'     : [LANG: 'de_DE.ISO-8859-1', LC_ALL: ''],
        'a terminal that is read out'  : [HANDRAIL_ACCESSIBLE: '1'],
    ]

    /** The end of the choices, as they are shown or read out. */
    private String menu = '[?]'

    @TempDir
    Path folder

    @AutoCleanup
    Sitting sitting

    void setup() {
        SharedScripts.home(folder.resolve('home'))
        Files.writeString(folder.resolve('small.groovy'), """
            runbook('small', 'Opens and closes') {
              window '30m'
              section('a') {
                step('open', 'Grüße') { note 'read all of this note, to its very last word: VORWÄRTS'; command 'true'; opensWindow(); rollback { command 'true' } }
                step('close', 'Ende') { command 'true'; closesWindow(); rollback { command 'true' } }
                step('gone', 'Weg') { command 'true'; irreversible 'it is a spec' }
              }
            }
            """.stripIndent())
    }

    private PseudoTerminal at(int columns, Map<String, String> environment) {
        sitting = new Sitting(folder, "stty cols $columns; \$HANDRAIL run small.groovy", environment)
        sitting.terminal
    }

    def "#kind of #columns columns shows the whole question, and takes its keys"() {
        given:
        menu = kind.contains('read out') ? '? for help.' : '[?]'
        PseudoTerminal terminal = at(columns, KINDS[kind])

        when:
        terminal.sees('a/open').sees(menu).types('?').sees('pause here').sees(menu).types('y').sees('a/close').sees(menu)
        List<String> asked = terminal.lines()

        and: 'the window goes on behind the question where a line can be drawn over'
        boolean counts = !(kind =~ /dumb|no kind|read out/)
        if (counts) {
            terminal.sees('29m')
        }
        terminal.types('y').sees('a/gone').sees(menu).types('y').sees('Type sandbox/sandbox').types('sandbox/sandboy\r').sees('Nothing was answered')
            .sees(menu).types('q').sees('PAUSED')

        then:
        sitting.ended() == 3
        String words = asked.join(' ').replaceAll(/\s+/, ' ')
        words.contains(kind.contains('UTF-8') ? 'VORW\\u00c4RTS' : 'VORWÄRTS')
        !asked.any { it.size() > columns }
        !asked.any { it ==~ / +/ }
        counts || !terminal.raw().contains('\0337')
        !(kind =~ /dumb|no kind/) || !terminal.raw().contains('\033')

        where:
        [columns, kind] << [[40, 80, 120], KINDS.keySet() as List].combinations()
    }

    def "a screen of #columns columns that gets #others at a question keeps question and clock"() {
        given:
        PseudoTerminal terminal = at(columns, [:])
        terminal.sees('a/open').sees(menu).types('y').sees('a/close').sees(menu)

        when:
        String name = Files.readSymbolicLink(Path.of("/proc/${sitting.program().pid()}/fd/0"))
        new ProcessBuilder('stty', '-F', name, 'cols', "$others").start().waitFor()
        terminal.types('e').sees('a/close').sees(menu).sees('29m').types('q').sees('PAUSED').sees('MAINTENANCE')

        then:
        sitting.ended() == 3

        where:
        columns | others
        120     | 40
        40      | 120
        80      | 45
    }
}
