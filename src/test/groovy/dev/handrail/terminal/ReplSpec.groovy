package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

/** The shell, without a command. */
class ReplSpec extends Specification {
    private static final String PROMPT = 'handrail [sandbox]> '

    @TempDir
    Path folder

    PseudoTerminal terminal

    void setup() {
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('runbooks/nightly.groovy'), '''
            runbook('nightly', 'Says hello') {
              section('only') {
                step('hello') { command 'true'; rollback { command 'true' } }
              }
            }
            '''.stripIndent())
        Files.writeString(folder.resolve('runbooks/windowed.groovy'), '''
            runbook('windowed', 'Opens a window') {
              window '30m'
              section('m') {
                step('on') { command 'true'; opensWindow(); rollback { command 'true' } }
                step('off') { command 'true'; closesWindow(); rollback { command 'true' } }
              }
            }
            '''.stripIndent())
        Files.writeString(folder.resolve('handrail.yml'), '''
            environments:
              prod:
                protected: true
                services: { api: "http://127.0.0.1:1" }
            '''.stripIndent())
    }

    void cleanup() {
        terminal?.close()
    }

    private PseudoTerminal handrail(String... arguments) {
        terminal = new PseudoTerminal([new File('shell/handrail').absolutePath] + (arguments as List),
            [HANDRAIL_HOME: folder.resolve('home').toString()], folder.toFile())
    }

    def "a run in the shell is asked at the same terminal, and the prompt comes back"() {
        when:
        handrail().sees(PROMPT).types('run nightly\r')
            .sees('[1/1] only/hello').sees('[?]').types('y').sees('DONE').sees(PROMPT)
            .types('runs\r').sees('nightly').sees(PROMPT).types('\004')

        then:
        terminal.ends() == 0
    }

    def "words, runbooks, environments and steps are completed"() {
        when:
        handrail().sees(PROMPT).types('pla\t').sees('plan ').types('nigh\t').sees('nightly ').types('\003')
            .sees(PROMPT).types('run nightly --from on\t').sees('only').types('\003')
            .sees(PROMPT).types('use pr\t').sees('prod').types('\003')
            .sees(PROMPT).types('run --on\t').sees('--on-failure').types('\003')
            .sees(PROMPT).types('exit\r')

        then:
        terminal.ends() == 0
    }

    def "Ctrl-C clears the line, and a mistake is told without ending the shell"() {
        when:
        handrail().sees(PROMPT).types('rum nightly\003').sees(PROMPT).types('rum nightly\r')
            .sees("did you mean 'run'?").sees(PROMPT)
            .types("note 'open\r").sees('a quote is not closed').sees(PROMPT).types('quit\r')

        then:
        terminal.ends() == 0
    }

    def "leaving asks where a run that was at work here is open, and the window's clock goes on in question and prompt"() {
        when:
        handrail().sees(PROMPT).types('run windowed\r').sees('[1/2] m/on').sees('[?]').types('y')
            .sees('[2/2] m/off').sees('[?]').sees('29m').sees('29m').types('q').sees('PAUSED')
            .sees('handrail [sandbox] MAINTENANCE ').sees('s, 29m').sees('s, 29m')
            .types('sql select 1\r').sees('no database is bound here').sees('handrail [sandbox] MAINTENANCE ')
            .types('\004').sees('Open: run ').sees('[?]').types('n').sees('handrail [sandbox] MAINTENANCE ')
            .types('\004').sees('[?]').types('y')

        then:
        terminal.ends() == 0
    }

    def "another environment is in the prompt in words"() {
        when:
        handrail().sees(PROMPT).types('use prod\r').sees('handrail [PROD (protected)]> ')
            .types('use nowhere\r').sees("there is no environment 'nowhere'").sees('handrail [PROD (protected)]> ')
            .types('\004')

        then:
        terminal.ends() == 0
    }

    def "history is kept for its owner alone, without answers and secrets"() {
        given:
        handrail().sees(PROMPT).types('runs\r').sees(PROMPT)
            .types('plan nightly --database main=postgresql://u:geheim@h/d\r').sees(PROMPT)
            .types('exit\r')

        expect:
        terminal.ends() == 0
        Path history = folder.resolve('home/history')
        Files.readString(history).contains('runs')
        !Files.readString(history).contains('geheim')
        PosixFilePermissions.toString(Files.getPosixFilePermissions(history)) == 'rw-------'
    }
}
