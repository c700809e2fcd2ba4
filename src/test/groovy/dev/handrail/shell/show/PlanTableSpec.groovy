package dev.handrail.shell.show

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.run.Need
import dev.handrail.run.Needs
import dev.handrail.run.Planner
import dev.handrail.runbook.Consent
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Step
import dev.handrail.runbook.WayBack
import spock.lang.Specification

class PlanTableSpec extends Specification {
    static final Step STEP = new Step('s/m', 'M', null, [], [], null, new WayBack.None(), [], null, [], Step.Retry.NONE, null, Step.Clock.NONE, Step.Words.NONE, Position.NOWHERE)

    def "of a step that can't be planned every way to go on has a line of its own, and why is said"() {
        given:
        def problem = new Problem(ExitCode.UNDECIDED, '01.sql was changed after it was applied', '', 'applied by run r1',
                                  "choose one:\n- put it back\n- baseline '01.sql'")
        def planned = new Planner.PlannedStep(STEP, Plan.nothing(''), Risk.CHANGES, '', '', problem)

        when:
        def lines = PlanTable.lines(planned, 1, 100)*.toString()

        then:
        lines[1..5]*.strip() == ["can't be planned: 01.sql was changed after it was applied", 'why: applied by run r1',
                                 'do: choose one:', '- put it back', "- baseline '01.sql'"]
    }

    def "a consent that a step can't do without is one of the answers that a run without a terminal needs"() {
        given:
        def plan = Plan.nothing('').with([], [new Consent('drop-invalid-index', 'drop i'), new Consent('end-blockers', 'end them', false)])

        expect:
        Needs.consents([new Planner.PlannedStep(STEP, plan, Risk.CHANGES, '', '', null)]) ==
            [new Need('s/m', '--consent s/m=drop-invalid-index')]
    }
}
