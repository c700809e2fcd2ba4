package dev.handrail.shell.session

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import java.time.Instant
import spock.lang.Specification

/** Whether a run waits for a person, seen from its journal. */
class AwaitedSpec extends Specification {
    private static final Event PLANNED = new Event.StepPlanned('a/one', 'forward', 1, 'T', 'x', 'reads', [], null, null, null, null, 'd')
    private static final Event DECIDED = new Event.StepDecided('a/one', 'forward', 1, 'yes', null, 'ana')
    private static final Event NOTE = new Event.NoteTaken('calm', null, 'ben')

    def "#what: '#step'"() {
        expect:
        Awaited.step(events.withIndex().collect { event, i -> new Entry(i + 1, Instant.EPOCH, 'r1', event, '') }) == step

        where:
        what                        | events                   | step
        'nothing on record'         | []                       | ''
        'planned and not decided'   | [PLANNED]                | 'a/one'
        'a note does not answer'    | [PLANNED, NOTE]          | 'a/one'
        'decided'                   | [PLANNED, DECIDED]       | ''
        'decided, and a note since' | [PLANNED, DECIDED, NOTE] | ''
    }
}
