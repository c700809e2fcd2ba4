package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.stream.Collectors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Odd surroundings: an open umask, a plain or narrow terminal, no locale. */
class SurroundingsSpec extends Specification {
    private static final String MENU = '[?]'

    @TempDir
    Path folder

    @AutoCleanup
    Sitting sitting

    void setup() {
        Files.writeString(folder.resolve('small.groovy'), """
            runbook('small', 'Stellt um') {
              section('a') {
                step('says', 'Grüße, 世界') { command 'echo', 'said äöü'; hint 'read all of this warning, to its very last word: RÜCKWÄRTS'; rollback { command 'true' } }
                step('fails') { note 'read all of this note, to its very last word: VORWÄRTS'; command 'false'; rollback { command 'true' } }
              }
            }
            """.stripIndent())
    }

    private Sitting handrail(String words, Map<String, String> environment = [:]) {
        sitting?.close()
        sitting = new Sitting(folder, words, environment)
    }

    def "with an open umask every file is its owner's alone"() {
        when:
        handrail('umask 000; $HANDRAIL run small.groovy --yes changes --no-input; $HANDRAIL note seen; $HANDRAIL report >/dev/null; ' +
            '$HANDRAIL rollback --yes changes --no-input').ended()

        then:
        List<String> open = Files.walk(folder.resolve('home')).filter {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(it))
            mode != (Files.isDirectory(it) ? 'rwx------' : 'rw-------')
        }.map { "$it ${PosixFilePermissions.toString(Files.getPosixFilePermissions(it))}".toString() }.collect(Collectors.toList())
        open == []
        Files.walk(folder.resolve('home')).anyMatch { it.fileName.toString() == 'report.md' }
    }

    def "the question is readable and answerable #where"() {
        given:
        SharedScripts.home(folder.resolve('home'))

        when:
        handrail("$before \$HANDRAIL run small.groovy; ", environment)
        sitting.terminal.sees('a/says').sees(MENU).types('y').sees('done').sees('a/fails').sees(MENU).types('y').sees('FAILED').sees(MENU).types('q').sees('PAUSED')

        then:
        sitting.ended() == 1
        sitting.modesChanged().keySet() == (before ? ['before', 'after'] as Set : [] as Set)
        String seen = sitting.terminal.screen().replaceAll(/\s+/, ' ')
        seen.contains('read all of this note, to its very last word: VORWÄRTS')
        seen.contains('Grüße, 世界')
        !plain || !sitting.terminal.raw().contains('\u001b')

        where:
        where                       | before          | environment      | plain
        'on a dumb terminal'        | ''              | [TERM: 'dumb']   | true
        'without colour'            | ''              | [NO_COLOR: '1']  | false
        'without a locale'          | ''              | [LC_ALL: 'C']    | false
        'in 40 columns'             | 'stty cols 40;' | [:]              | false
    }

    def "a screen that is made narrower at a question keeps the question"() {
        given:
        SharedScripts.home(folder.resolve('home'))

        when:
        handrail('$HANDRAIL run small.groovy').terminal.sees('a/says').sees(MENU)
        new ProcessBuilder('stty', '-F', terminal(), 'cols', '45').start().waitFor()
        sitting.terminal.types('e').sees('a/says').sees('will').sees(MENU).types('y').sees('a/fails').sees(MENU).types('q').sees('PAUSED')

        then:
        sitting.ended() == 3
    }

    private String terminal() {
        Files.readSymbolicLink(Path.of("/proc/${sitting.program().pid()}/fd/0")).toString()
    }
}
