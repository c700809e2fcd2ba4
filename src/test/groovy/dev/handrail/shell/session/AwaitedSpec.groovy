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

    def "#what: '#told'"() {
        given:
        List<Entry> entries = events.withIndex().collect { event, i -> new Entry(i + 1, Instant.EPOCH, 'r1', event, '') }

        expect:
        Awaited.of(entries).map { it.step() + ' ' + it.how() }.orElse('') == told

        where:
        what                          | events                                 | told
        'nothing on record'           | []                                     | ''
        'planned and not decided'     | [PLANNED]                              | 'a/one waits for an answer'
        'a note does not answer'      | [PLANNED, NOTE]                        | 'a/one waits for an answer'
        'decided'                     | [PLANNED, DECIDED]                     | ''
        'decided, and a note since'   | [PLANNED, DECIDED, NOTE]               | ''
        'failed, and nobody decided'  | [PLANNED, DECIDED, ended('failed')]    | 'a/one failed, waits for an answer or its next try'
        'cancelled, and a note since' | [DECIDED, ended('stopped'), NOTE]      | 'a/one stopped, waits for an answer or its next try'
        'failed, and decided since'   | [ended('failed'), DECIDED]             | ''
        'planned again'               | [ended('failed'), PLANNED]             | 'a/one waits for an answer'
        'a remedy failed'             | [DECIDED, ended('failed', 'remedy')]   | ''
        'a way back failed'           | [DECIDED, ended('failed', 'rollback')] | 'a/one failed, waits for an answer or its next try'
        'done'                        | [DECIDED, ended('done')]               | ''
    }

    private static Event ended(String state, String phase = 'forward') {
        new Event.StepFinished('a/one', phase, 1, state, null, null, null, 9)
    }
}
