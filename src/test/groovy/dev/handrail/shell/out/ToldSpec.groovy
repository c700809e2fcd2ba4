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
}
