package dev.handrail.manual

import dev.handrail.runbook.Risk
import dev.handrail.runbook.WayBack
import dev.handrail.seen.Seen
import dev.handrail.text.Text
import spock.lang.Specification

class ManualSpec extends Specification {
    def "the instruction, the answer that lets the run go on and the evidence are shown"() {
        expect:
        new ManualAction(Text.of('Read #support.\nAny issue?'), answer, evidence).plan(new Seen()).effects()[0].show() == shown

        where:
        answer | evidence      | shown
        null   | null          | ['Read #support.', 'Any issue?', 'expected answer: done']
        'no'   | 'ticket link' | ['Read #support.', 'Any issue?', 'expected answer: no', 'evidence: ticket link']
    }

    def "what a person does changes something, and nobody but the author knows the way back"() {
        given:
        ManualAction manual = new ManualAction(Text.of('Call the bank'), null, null)

        expect:
        manual.ceiling() == Risk.CHANGES
        manual.plan(new Seen()).risk() == Risk.CHANGES
        manual.wayBack() instanceof WayBack.None
    }
}
