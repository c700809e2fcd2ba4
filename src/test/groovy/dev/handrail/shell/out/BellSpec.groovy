package dev.handrail.shell.out

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.text.Redactor
import java.time.Instant
import spock.lang.Specification

class BellSpec extends Specification {
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private Console console(Telling telling) {
        new Console(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true), new Redactor(), false, false, telling, false)
    }

    def "with a bell from #from on a step of #ms ms #rings"() {
        given:
        Event ended = new Event.StepFinished('a/one', 'forward', 1, 'done', null, null, null, ms)

        when:
        Bell.of(console(new Telling(false, false, false, from == null ? null : Bell.parse(from)))).ifPresent { it.recorded(new Entry(1, Instant.EPOCH, 'r1', ended, '')) }

        then:
        err.toString() == (rings == 'rings' ? '\u0007' : '')

        where:
        from  | ms     | rings
        '30s' | 30_000 | 'rings'
        '30s' | 29_999 | 'is silent'
        null  | 90_000 | 'is silent'
        'off' | 90_000 | 'is silent'
    }
}
