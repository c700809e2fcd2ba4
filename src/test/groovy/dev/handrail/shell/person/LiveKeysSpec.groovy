package dev.handrail.shell.person

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.runbook.Batches
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Pace
import spock.lang.Specification

import java.time.Duration

/** The keys that steer work in batches. */
class LiveKeysSpec extends Specification {
    Typed keyboard = new Typed()
    Pace pace = new Pace()
    List<String> told = []
    LiveKeys keys = new LiveKeys(keyboard, pace, { told << it })
    Batches batches = new Batches('main', 't', 'id', 'n = 1', null, 1000, Duration.ZERO, null, null, Envelope.DEFAULT)

    def "keys are heard while batches are at work, and #typed says #what"() {
        given:
        keys.performs(null, batches)

        when:
        typed.each { keyboard.heard.accept(it) }

        then:
        told[0] == 'keys: + bigger, - smaller batches, p pause, c stop after this batch'
        told.last() == what
        [pace.of(1000), pace.paused(), pace.ends()] == [rows, paused, ends]

        where:
        typed | what                           || rows | paused | ends
        '+'   | 'batches of up to 2000 rows'   || 2000 | false  | false
        '--'  | 'batches of up to 250 rows'    || 250  | false  | false
        'p'   | 'pauses after this batch'      || 1000 | true   | false
        'pp'  | 'goes on'                      || 1000 | false  | false
        'pc'  | 'stops after this batch'       || 1000 | false  | true
        'x'   | 'keys: + bigger, - smaller batches, p pause, c stop after this batch' || 1000 | false | false
    }

    def "what was said of one walk does not hold for the next, and other work hears nothing"() {
        when:
        keys.performs(null, batches)
        '+p'.each { keyboard.heard.accept(it) }
        keys.recorded(new Entry(1, null, null, new Event.EffectFinished('s/t', 'forward', 1, 'k', 'batches', 'done', null, null, null, 5), ''))

        then:
        keyboard.heard == null

        when:
        keys.performs(null, batches)

        then:
        pace.of(1000) == 1000
        !pace.paused()
    }

    def "a batch is never of nothing, nor without a bound"() {
        when:
        40.times { pace.smaller() }
        then:
        pace.of(1000) == 1

        when:
        80.times { pace.bigger() }
        then:
        pace.of(1000) == 10_000_000
    }
}
