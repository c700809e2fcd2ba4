package dev.handrail.shell.out

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Step
import dev.handrail.runbook.WayBack
import dev.handrail.text.Redactor
import java.time.Instant
import spock.lang.Specification

import static dev.handrail.problem.Position.NOWHERE

class ScreenSpec extends Specification {
    ByteArrayOutputStream printed = new ByteArrayOutputStream()
    PrintStream stream = new PrintStream(printed, true, 'UTF-8')
    Screen screen = new Screen(new Console(stream, stream, new Redactor(), false, false), false, { 100 }, { 0L })
    Step step = new Step('cache/flush', 'T', null, [], [], null, new WayBack.None(), [], null, [], Step.Retry.NONE, null,
        Step.Clock.NONE, Step.Words.NONE, NOWHERE)

    def "a step with nothing to do says so, and why; one that only asks has not done nothing"() {
        when:
        screen.comesUp(step, 'forward', 2, 11)
        screen.recorded(entry(new Event.StepPlanned(step.id(), 'forward', 1, 'T', 'x', 'reads', [], null, null, nothing, null, 'd')))
        screen.recorded(entry(new Event.StepFinished(step.id(), 'forward', 1, 'done', null, null, null, 3)))

        then:
        line() == '[ 2/11] cache/flush                   done         3ms' + shown

        where:
        nothing                    || shown
        'no key matches product:*' || '     nothing to do: no key matches product:*'
        Plan.ONLY_CHECKS           || ''
    }

    def "what is left as it is on the way back has its line too"() {
        when:
        screen.comesUp(step, 'rollback', 1, 9)
        screen.stays(step, 'a person did it')

        then:
        line() == '[1/9] cache/flush                   stays        a person did it'
    }

    private String line() {
        printed.toString('UTF-8').stripTrailing()
    }

    private static Entry entry(Event event) {
        new Entry(1, Instant.EPOCH, 'r1', event, '')
    }
}
