package dev.handrail.shell.command

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir

/** What bash and zsh propose for a line of handrail. */
class CompletionScriptSpec extends Specification {
    @TempDir
    Path folder

    def "the script for #shell is as the command model is now"() {
        given:
        String text = CompletionScript.of(shell)
        Path fresh = Path.of('target', file)
        Files.writeString(fresh, text)
        boolean same = new File("shell/completion/$file").text == text

        expect:
        assert same: "stale: cp $fresh shell/completion/"

        where:
        shell  | file
        'bash' | 'handrail.bash'
        'zsh'  | '_handrail'
    }

    def "bash proposes #proposed behind '#line'"() {
        given:
        Files.createDirectories(folder.resolve('runbooks/deep'))
        Files.createDirectories(folder.resolve('home/runs/1121-abcd'))
        Files.writeString(folder.resolve('runbooks/deep/deep.groovy'), 'int n = input(\'months\', 1, \'Months\')\n' +
            'runbook(\'deep\', \'x\') {\n  section(\'one\', \'One\') {\n    step("a-b") { }\n  }\n  recovery(\'fast\') {}\n}\n')
        Files.writeString(folder.resolve('runbooks/nightly.groovy'), '')
        Files.writeString(folder.resolve('handrail.yml'), 'environments:\n  prod:\n    protected: true\n  staging: {}\njournal:\n  mirror: /x\n')
        String script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _handrail; printf "%s\\n" "${COMPREPLY[@]}"'
        ProcessBuilder bash = new ProcessBuilder(['bash', '-c', script, new File('shell/completion/handrail.bash').absolutePath] + words)
            .directory(folder.toFile()).redirectErrorStream(true)
        bash.environment().put('HANDRAIL_HOME', folder.resolve('home').toString())

        when:
        Process process = bash.start()
        List<String> answer = process.inputStream.readLines().findAll()

        then:
        process.waitFor(60, TimeUnit.SECONDS)
        answer.sort() == proposed

        where:
        words                                          | proposed
        ['handrail', 'ro']                             | ['rollback']
        ['handrail', 'run', '']                        | ['deep', 'nightly']
        ['handrail', '--env', 'prod', 'run', 'ni']     | ['nightly']
        ['handrail', 'run', 'deep', '--env', '']       | ['prod', 'sandbox', 'staging']
        ['handrail', 'run', 'deep', '--env', '=', 'p'] | ['prod']
        ['handrail', 'run', 'deep', '--on-f']          | ['--on-failure']
        ['handrail', 'run', 'deep', '--from', '']      | ['one/a-b']
        ['handrail', 'run', 'deep', '--confirm', 'o']  | ['one/a-b=']
        ['handrail', 'run', 'deep', '--set', '']       | ['months=']
        ['handrail', 'run', 'deep', '--yes', 'c']      | ['changes']
        ['handrail', 'report', '--format', 'h']        | ['html']
        ['handrail', 'check', '--format', 's']         | ['sarif']
        ['handrail', 'resume', '']                     | ['1121-abcd']
        ['handrail', 'sandbox', 'st']                  | ['start', 'stop']
        ['handrail', 'sq']                             | []
        line = words.join(' ')
    }
}
