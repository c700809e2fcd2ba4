package dev.handrail.target

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Redactor
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

class SecretsSpec extends Specification {
    @TempDir
    Path folder
    Redactor redactor = new Redactor()
    Secrets secrets = new Secrets([TOKEN: 'from-variable'], redactor)

    def "a secret is fetched from #source and masked from then on"() {
        given:
        Files.writeString(folder.resolve('s'), 'from-file\n')

        when:
        def secret = secrets.fetch('token', source.replace('FOLDER', folder.toString()))

        then:
        secret.reveal() == value
        redactor.redact("token=$value") == 'token=<secret token>'

        where:
        source                   || value
        'env:TOKEN'              || 'from-variable'
        'file:FOLDER/s'          || 'from-file'
        "cmd:echo 'from program'" || 'from program'
    }

    def "a program is asked once"() {
        given:
        Path count = folder.resolve('count')
        Path program = folder.resolve('give')
        Files.writeString(program, "#!/bin/sh\necho x >> $count\necho secret-value\n")
        program.toFile().executable = true

        when:
        2.times { secrets.fetch('token', "cmd:$program") }

        then:
        Files.readAllLines(count).size() == 1
    }

    def "#source gives nothing, and that is told without it"() {
        when:
        secrets.fetch('token', source)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == code
        !problem.told().contains('geheim')

        where:
        source                            || code
        'env:MISSING'                     || ExitCode.UNREACHABLE
        'file:/no/such/file'              || ExitCode.UNREACHABLE
        'cmd:false geheim'                || ExitCode.UNREACHABLE
        'cmd:no-such-program-here geheim' || ExitCode.UNREACHABLE
        'geheim'                          || ExitCode.WRONG
    }
}
