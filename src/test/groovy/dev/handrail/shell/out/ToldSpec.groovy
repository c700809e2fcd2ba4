package dev.handrail.shell.out

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Redactor
import spock.lang.Specification

/** What went wrong, on a screen of a few columns. */
class ToldSpec extends Specification {
    private static String told(Problem problem, Integer width) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream()
        PrintStream to = new PrintStream(printed, true, 'UTF-8')
        Console console = new Console(to, to, new Redactor(), false, false)
        (width == null ? new Told(console, false) : new Told(console, false, { width })).failure(problem)
        printed.toString('UTF-8')
    }

    def "sentences and lists are broken at blanks, a command and a place never are"() {
        given:
        Problem problem = new Problem(ExitCode.WRONG, 'there is no runbook of this name anywhere here',
            'runbooks/a-long-name-that-is-not-broken.groovy:1:1', 'a runbook is a file, or a name',
            'handrail run a-runbook --env production --yes changes\nknown here: abandon, check, doctor, due, explain, export')

        expect:
        told(problem, 40) == '''\
            error: there is no runbook of this name
                anywhere here
              at:   runbooks/a-long-name-that-is-not-broken.groovy:1:1
              why:  a runbook is a file, or a name
              do:   handrail run a-runbook --env production --yes changes
                    known here: abandon, check,
                      doctor, due, explain, export
            '''.stripIndent()
        told(problem, null) == problem.told() + '\n'
    }

    def "what is to be done is broken where it is a sentence: #line"() {
        expect:
        Told.breaks(line) == broken

        where:
        line                                                                                   | broken
        '  do:   wait for the session that holds the lock, or end it (consent end-blockers)'   | true
        '  do:   correct the statement or the data it meets, then try again'                   | true
        '        known here: abandon, check, doctor, due, explain, export'                     | true
        '  do:   see that the server runs: pg_isready -h 127.0.0.1'                            | false
        '  do:   handrail resume 1122-byt3'                                                    | false
        '        resume it with --accept runbook=REASON'                                       | false
        "  do:   bind one with sslmode=disable"                                                | false
    }
}
