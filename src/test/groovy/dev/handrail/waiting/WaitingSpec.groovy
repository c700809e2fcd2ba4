package dev.handrail.waiting

import dev.handrail.problem.Position
import dev.handrail.runbook.Check
import dev.handrail.runbook.Observe.OnFailure
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Question
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Risk
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Targets
import dev.handrail.runbook.WayBack
import dev.handrail.seen.Seen
import java.time.Duration
import spock.lang.Specification

class WaitingSpec extends Specification {
    def "waiting a time is one look at the clock"() {
        when:
        Plan plan = new WaitForAction(Duration.ofSeconds(30), [], Duration.ZERO, Duration.ofSeconds(5)).plan(new Seen())

        then:
        plan.risk() == Risk.READS
        plan.effects()[0].show() == ['wait 30s']
        plan.estimate().time() == Duration.ofSeconds(30)
    }

    def "waiting until something holds says how often it asks and when it gives up, and asks nothing yet"() {
        given:
        WaitForAction action = new WaitForAction(null, [check('ready', TargetRef.service('api'))],
            Duration.ofMinutes(5), Duration.ofSeconds(2))

        expect:
        action.plan(new Seen()).effects()[0].show() ==
            ['ask every 2s until it holds, at most 5m', '  ready: GET /health']
        action.touches() == [TargetRef.service('api')]
    }

    def "monitoring says for how long and how much it bears"() {
        given:
        MonitorAction action = new MonitorAction(
            [check('health', TargetRef.service('api')), check('lag', TargetRef.database('main')),
             check('more', TargetRef.service('api'))],
            Duration.ofSeconds(5), Duration.ofMinutes(15), 2, OnFailure.ROLLBACK)

        expect:
        action.plan(new Seen()).effects()[0].show()[0] == 'ask every 5s for 15m, 2 failures in a row are borne; when it fails, everything is taken back'
        action.plan(new Seen()).effects()[0].onFailure() == OnFailure.ROLLBACK
        action.touches() == [TargetRef.service('api'), TargetRef.database('main')]
        action.ceiling() == Risk.READS
    }

    def "looking leaves nothing to take back"() {
        expect:
        new WaitForAction(Duration.ofSeconds(1), [], Duration.ZERO, Duration.ofSeconds(5)).wayBack() instanceof WayBack.Nothing
        new MonitorAction([], Duration.ofSeconds(5), Duration.ofSeconds(5), 0, OnFailure.STOP).wayBack() instanceof WayBack.Nothing
    }

    private static Check check(String title, TargetRef target) {
        Question question = new Question() {
            String show() { 'GET /health' }

            TargetRef target() { target }

            Reading ask(Targets targets) { throw new AssertionError('planning asks nothing') }
        }
        new Check(title, question, [], [], 1, null, false, Position.NOWHERE)
    }
}
