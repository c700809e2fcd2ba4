package dev.handrail.settings

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class SecretSourceSpec extends Specification {
    @TempDir
    Path folder

    def "a secret comes from a variable, a file or a program"() {
        given:
        Files.writeString(folder.resolve('token'), 'from file\n')
        List<String> asked = null

        expect:
        SecretSource.parse('env:TOKEN').get().reveal([TOKEN: 'from env'], null) == 'from env'
        SecretSource.parse("file:$folder/token").get().reveal([:], null) == 'from file'
        SecretSource.parse("cmd:pass show 'a b' --x=\"c d\"").get().reveal([:], { asked = it; 'from cmd\n' }) == 'from cmd'
        asked == ['pass', 'show', 'a b', '--x=c d']
    }

    def "#written is not a source"() {
        expect:
        SecretSource.parse(written).empty

        where:
        written << ['hunter2', 'env:', 'env:a b', 'ENV:X', 'vault:x', 'cmd:  ']
    }

    def "a secret that is not there is named with its place: #source"() {
        when:
        SecretSource.parse(source).get().reveal([EMPTY: ''], { '' })

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.where() == source
        problem.remedy()

        where:
        source << ['env:NO_SUCH', 'env:EMPTY', 'file:/no/such', 'cmd:true']
    }
}
