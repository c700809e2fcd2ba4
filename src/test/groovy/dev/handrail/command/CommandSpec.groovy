package dev.handrail.command

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.WayBack
import dev.handrail.seen.Seen
import dev.handrail.text.Text
import spock.lang.Specification

class CommandSpec extends Specification {
    Seen targets = new Seen(host: new Seen.SeenHost(programs: ['kubectl']))

    def "a program is planned with exactly its arguments"() {
        when:
        Plan plan = command('kubectl', 'set', 'image', 'deployment/api', 'api=mono api:2').plan(targets)

        then:
        plan.risk() == Risk.CHANGES
        plan.effects()[0].show() == ["kubectl set image deployment/api 'api=mono api:2'"]
    }

    def "a program that is on no folder of PATH is refused before the step"() {
        when:
        command('helm', 'upgrade').plan(targets)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == "the program 'helm' was not found"
    }

    def "a program named by its place is looked for when its turn comes: an earlier step may make it"() {
        expect:
        command('./build/deploy').plan(targets).effects().size() == 1
    }

    def "nobody but the author knows its way back"() {
        expect:
        command('kubectl').wayBack() instanceof WayBack.None
        command('kubectl').ceiling() == Risk.CHANGES
        command('kubectl').touches() == [TargetRef.HOST]
    }

    private static CommandAction command(String... argv) {
        new CommandAction(argv.collect { Text.of(it) }, [:], '', null, 0, null)
    }
}
